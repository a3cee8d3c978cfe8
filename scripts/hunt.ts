/**
 * Looks for faults that the fixed seeds of `npm test` never meet: runs every test that lives by chance again and again
 * with other seeds, until the time is over. What a failing round printed is kept, with the seeds that bring it back.
 *
 *   npm run hunt -- --minutes 30
 *   npm run hunt -- --only tests/app/usecases/settling
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { commandsAgain, livesByChance, seedsOf } from './hunt/seeds.ts';
import { describeError, PlainError } from './support/plain-error.ts';
import { runToEnd } from './support/run-to-end.ts';

const SEEDS_MAX = 1_000_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', multiple: true, default: [] },
    record: { type: 'string', default: '.data/hunt' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

async function testsByChance(): Promise<string[]> {
  const all = await readdir('tests', { recursive: true });
  const files = all.filter((file) => /\.test\.tsx?$/.test(file)).map((file) => `tests/${file}`);
  const wanted = files.filter(
    (file) => values.only.length === 0 || values.only.some((part) => file.startsWith(part)),
  );
  const texts = await Promise.all(wanted.map((file) => readFile(file, 'utf8')));
  return wanted.filter((_, index) => livesByChance(texts[index] ?? ''));
}

/** A round that failed: where its output is kept, and what brings it back. */
interface Failure {
  readonly log: string;
  readonly again: readonly string[];
}

/** Resolves to undefined where nothing failed. */
async function round(files: readonly string[], signal: AbortSignal): Promise<Failure | undefined> {
  const seed = Math.floor(Math.random() * SEEDS_MAX);
  const env = {
    ...{ ...process.env, CI: 'true', NO_COLOR: '1', PROPERTY_SHRINKING: 'no' },
    ...seedsOf(seed),
  };
  const { code, output } = await runToEnd('vitest', ['run', ...files], {
    ...{ cwd: process.cwd(), env, signal },
  });
  if (code === 0 || signal.aborted) return undefined;
  await mkdir(values.record, { recursive: true });
  const log = path.join(values.record, `${seed}.log`);
  await writeFile(log, output);
  return { log, again: commandsAgain(seed, output) };
}

async function main(): Promise<void> {
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new PlainError('--minutes is a positive number.');
  const files = await testsByChance();
  if (files.length === 0) throw new PlainError('No test that lives by chance is there.');
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => end.abort());
  }
  const until = Date.now() + minutes * 60_000;
  const failures: Failure[] = [];
  let rounds = 0;
  while (Date.now() < until && !end.signal.aborted) {
    const failure = await round(files, end.signal);
    rounds += 1;
    if (failure) failures.push(failure);
    say(
      `round ${rounds}, ${files.length} files: ${failure ? `a failure: ${failure.log}` : 'nothing'}`,
    );
  }
  for (const { again } of failures) again.forEach((command) => say(`again: ${command}`));
  process.exitCode = failures.length > 0 || end.signal.aborted ? 1 : 0;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
