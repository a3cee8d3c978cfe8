import { Program } from './program.ts';

/** Anything that a program's document can hold. */
export type DocumentValue =
  | string
  | number
  | boolean
  | null
  | readonly DocumentValue[]
  | { readonly [field: string]: DocumentValue };

/** One difference between two programs. */
export interface ProgramChange {
  /** Names of fields joined by dots; a tier by its key: `tiers.gold.from`. */
  readonly path: string;
  /** What stood there; undefined for a tier that is new. */
  readonly before: DocumentValue | undefined;
  /** What stands there; undefined for a tier that is gone. */
  readonly after: DocumentValue | undefined;
}

/**
 * What one program says otherwise than another. A choice that became another one (points that never expired and do now)
 * is one change with all that goes with it, and so is a list in which the order means nothing.
 * @returns in the document's order, tiers from the lowest up; nothing where both promise the same
 */
export function comparePrograms(before: Program, after: Program): ProgramChange[] {
  // Parsed, because only the schema knows the document's order: a database keeps the fields of its JSON in another.
  const { tiers: tiersBefore, ...restBefore } = Program.parse(before);
  const { tiers: tiersAfter, ...restAfter } = Program.parse(after);
  return [...compareValues('', restBefore, restAfter), ...compareLadders(tiersBefore, tiersAfter)];
}

function compareValues(path: string, before: DocumentValue, after: DocumentValue): ProgramChange[] {
  if (isRecord(before) && isRecord(after) && before['kind'] === after['kind']) {
    return Object.entries(before).flatMap(([field, value]) => {
      const counterpart = after[field];
      if (counterpart === undefined) throw new Error('two programs of one schema differ in fields');
      return compareValues(path === '' ? field : `${path}.${field}`, value, counterpart);
    });
  }
  return isSame(before, after) ? [] : [{ path, before, after }];
}

function compareLadders(before: Program['tiers'], after: Program['tiers']): ProgramChange[] {
  const gone = before.filter((tier) => !after.some(({ key }) => key === tier.key));
  const all = [...after, ...gone].sort((a, b) => a.from - b.from);
  return all.flatMap((tier): ProgramChange[] => {
    const path = `tiers.${tier.key}`;
    const old = before.find(({ key }) => key === tier.key);
    if (!old) return [{ path, before: undefined, after: tier }];
    const isGone = gone.includes(tier);
    return isGone ? [{ path, before: tier, after: undefined }] : compareValues(path, old, tier);
  });
}

function isRecord(value: DocumentValue): value is Readonly<Record<string, DocumentValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(before: DocumentValue, after: DocumentValue): boolean {
  return JSON.stringify(unordered(before)) === JSON.stringify(unordered(after));
}

/** The only list besides the ladder names sales channels. */
function unordered(value: DocumentValue): DocumentValue {
  return Array.isArray(value) ? value.map(String).sort() : value;
}
