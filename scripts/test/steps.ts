/** One part of `npm test`. Each can be run alone; `alone` says how. */
export interface Step {
  readonly name: string;
  readonly alone: string;
  readonly tool: string;
  readonly args: readonly string[];
  /** A check passes or fails as one; Vitest counts its tests. */
  readonly kind: 'check' | 'vitest';
  /** Whether `npm run test:quick` runs it. */
  readonly quick: boolean;
  /** Whether it needs the machine to itself: a browser that waits for a busy processor says nothing about the app. */
  readonly exclusive: boolean;
}

const check = (name: string, alone: string, tool: string, ...args: string[]): Step => ({
  name,
  alone: `npm run ${alone}`,
  tool,
  args,
  kind: 'check',
  quick: true,
  exclusive: false,
});

const vitest = (
  name: string,
  project: string,
  { quick, exclusive }: { quick: boolean; exclusive: boolean },
): Step => ({
  name,
  alone: `npm run test:${project}`,
  tool: 'vitest',
  args: ['run', '--project', project],
  kind: 'vitest',
  quick,
  exclusive,
});

/** Those that take longest come first, so that the others fit beside them. */
export const steps: readonly Step[] = [
  check('style (eslint)', 'lint', 'eslint', '.'),
  vitest('unit, property and theme tests', 'unit', { quick: true, exclusive: false }),
  vitest('database tests', 'db', { quick: false, exclusive: false }),
  check('types (tsc)', 'types', 'tsc', '--noEmit'),
  check('dead code (knip)', 'dead', 'knip'),
  check('rooms (dependency-cruiser)', 'rooms', 'depcruise', '.'),
  check('format (prettier)', 'format:check', 'prettier', '--check', '.'),
  vitest('browser tests', 'browser', { quick: false, exclusive: true }),
];
