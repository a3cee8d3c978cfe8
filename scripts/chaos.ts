/**
 * Lets a shop live through months in a minute: webhooks are lost, repeated, late and out of order, the app's processes
 * are killed, PostgreSQL is restarted. Then every balance is judged by what truly happened. Ends with 1 where one is
 * wrong.
 *
 *   npm run -s chaos -- --seconds 60 --seed 7 --record .data/chaos --json
 */
import { parseArgs } from 'node:util';

import { runChaos } from '#tests/chaos/run-chaos.ts';
import { type Sabotage, SABOTAGES } from '#tests/chaos/sabotage.ts';
import { Ends } from '#tests/chaos/stage.ts';

import { describeError, PlainError } from './support/plain-error.ts';

const EVENTS_A_SECOND = 170;
const SHOWN_MAX = 10;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    record: { type: 'string', default: '.data/chaos' },
    sabotage: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
  if (!(seconds > 0) || !Number.isSafeInteger(seed)) {
    throw new PlainError('--seconds is a positive number, --seed a whole one.');
  }
  const fault = sabotageOf(values.sabotage);
  const ends = new Ends();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void ends
        .close()
        .catch((error: unknown) => process.stderr.write(`${describeError(error)}\n`))
        .finally(() => process.exit(1));
    });
  }
  const options = {
    ...{ projectFolder: process.cwd(), seconds, seed, record: values.record, restarts: 2 },
    events: Math.ceil(seconds * EVENTS_A_SECOND),
    kills: Math.ceil(seconds),
    say: (line: string) => process.stderr.write(`${line}\n`),
  };
  const run = await runChaos(options, ends);
  try {
    if (fault) await run.plant(fault);
    const verdict = await run.judge();
    const counts = Object.fromEntries(
      Object.entries(verdict).map(([name, cases]) => [name, (cases as object[]).length]),
    );
    for (const [name, cases] of Object.entries(verdict)) {
      for (const each of (cases as object[]).slice(0, SHOWN_MAX)) {
        process.stderr.write(`${name}: ${JSON.stringify(each)}\n`);
      }
    }
    const printed = { seed, ...counts, ...run.result, ...(fault && { sabotage: fault }) };
    process.stdout.write(
      values.json ? `${JSON.stringify(printed, null, 2)}\n` : `${JSON.stringify(counts)}\n`,
    );
    return Object.values(counts).every((count) => count === 0) ? 0 : 1;
  } finally {
    await run.close();
  }
}

function sabotageOf(name: string | undefined): Sabotage | undefined {
  const fault = SABOTAGES.find((each) => each === name);
  if (name !== undefined && !fault) {
    throw new PlainError(`--sabotage is one of ${SABOTAGES.join(', ')}.`);
  }
  return fault;
}
