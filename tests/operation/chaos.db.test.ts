import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ChaosRun, runChaos } from '#tests/chaos/run-chaos.ts';
import { Ends } from '#tests/chaos/stage.ts';

/** The same history each time, as far as this machine lets it be; `npm run hunt` tries others. */
const SEED = Number(process.env['CHAOS_SEED'] ?? 31);

const EVENTS = 800;
/** The shop lives through months; on a machine that does much else meanwhile that takes minutes. */
const PATIENCE_MS = 900_000;
const PROJECT = path.join(import.meta.dirname, '..', '..');

let record: string;
let run: ChaosRun;
const ends = new Ends();

beforeAll(async () => {
  record = await mkdtemp(path.join(tmpdir(), 'evergreen-chaos-'));
  const options = {
    ...{ projectFolder: PROJECT, seconds: 8, events: EVENTS, seed: SEED, record },
    ...{ restarts: 1, kills: 3 },
    say: () => undefined,
  };
  run = await runChaos(options, ends);
}, PATIENCE_MS);

afterAll(async () => {
  // Not the run's own: where it never came to its end there is none.
  await ends.close();
  await rm(record, { recursive: true, force: true });
}, PATIENCE_MS);

test(`after lost webhooks, killed processes and a restarted database every balance is right (CHAOS_SEED=${SEED})`, async () => {
  expect(run.result).toMatchObject({ events: EVENTS, restarts: 1, setAside: 0 });
  expect(run.result.webhooks.lost).toBeGreaterThan(0);
  expect(await run.judge()).toEqual({
    ...{ lost: [], doubleAwards: [], wrongBalances: [], ledgerDrift: [] },
    ...{ wrongRedemptions: [], wrongAnswers: [], wrongTiers: [], wrongShopify: [] },
  });
});

test('what happened is recorded so that others can judge by it', async () => {
  const lines = (await readFile(path.join(record, 'events.jsonl'), 'utf8')).trimEnd().split('\n');
  const numbers = new Set(lines.map((line) => (JSON.parse(line) as { event: number }).event));
  expect(numbers.size).toBe(EVENTS);
  expect(await readFile(path.join(record, 'README.md'), 'utf8')).toContain('## How to judge');
});

// One after the other in the same ledger: each fault must be found beside those before it.
test.for([
  ['an order whose points were posted twice', 'double', 'doubleAwards'],
  ['an order whose points are gone', 'drop', 'lost'],
  ['a balance that was changed without a transfer', 'drift', 'ledgerDrift'],
  ['a code that was given out twice', 'code', 'wrongShopify'],
  ['store credit that was paid twice', 'credit', 'wrongShopify'],
  ['a member on another tier', 'tier', 'wrongTiers'],
  ['a member who was given nothing for joining', 'joining', 'lost'],
  ['prizes that were given twice', 'prize', 'wrongRedemptions'],
] as const)('the judgement finds %s', async ([, fault, figure]) => {
  const before = (await run.judge())[figure].length;
  await run.plant(fault);
  const verdict = await run.judge();
  expect(verdict[figure].length).toBeGreaterThan(before);
  expect(verdict.wrongBalances.length).toBeGreaterThan(0);
});
