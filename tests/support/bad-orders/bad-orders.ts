import { AMOUNTS } from './bad-amounts.ts';
import type { BadExample } from './bad-example.ts';
import { IDS, TIMES } from './bad-ids-and-times.ts';
import { KEYS, MISSING } from './bad-keys.ts';
import { KINDS } from './bad-kinds.ts';
import { LONG, TEXT } from './bad-texts.ts';
import { DAMAGED, ENCODED, NESTED } from './bad-writing.ts';

/** Everything that may be wrong with what an otherwise orderly sender posts. */
export const BAD_EXAMPLES: readonly BadExample[] = [
  ...DAMAGED,
  ...ENCODED,
  ...NESTED,
  ...MISSING,
  ...KEYS,
  ...TEXT,
  ...LONG,
  ...AMOUNTS,
  ...IDS,
  ...TIMES,
  ...KINDS,
];
