/** What the tests that live by chance read, one of them each. */
const SEED_NAMES = ['PROPERTY_SEED', 'CHAOS_SEED', 'KILL_SEED'];

const BY_CHANCE = new RegExp(`from 'fast-check'|${SEED_NAMES.join('|')}`);

/** A file with a failure, as Vitest names it where it may not use colours. */
const FAILED_FILE = /^\s*FAIL\s.*?(tests\/\S+\.test\.tsx?)/gm;

/** Whether a test file tries other cases with another seed. */
export function livesByChance(text: string): boolean {
  return BY_CHANCE.test(text);
}

/** @returns the variables that give every test of a round the same seed */
export function seedsOf(seed: number): Record<string, string> {
  return Object.fromEntries(SEED_NAMES.map((name) => [name, String(seed)]));
}

/**
 * Says how a failing round is brought back.
 * @param output everything that Vitest wrote
 * @returns a command for each file that failed, or for the whole project where none is named (a crash before any test)
 */
export function commandsAgain(seed: number, output: string): string[] {
  const files = new Set([...output.matchAll(FAILED_FILE)].map(([, file = '']) => file));
  const seeds = Object.entries(seedsOf(seed)).map(([name, value]) => `${name}=${value}`);
  const again = (script: string) => `${seeds.join(' ')} npm run ${script}`;
  if (files.size === 0) return [again('test:unit'), again('test:db')];
  return [...files].map(
    (file) => `${again(file.includes('.db.test.') ? 'test:db' : 'test:unit')} -- ${file}`,
  );
}
