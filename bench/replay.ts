/**
 * How many orders a second the replay judges, engine alone, against a bare loop that reads the same orders' times and
 * sums their amounts by customer. Both take each portion in turn, so that whatever else the machine does slows both.
 *
 *   npm run -s bench:replay -- --json
 */
import { parseArgs } from 'node:util';

import { Replay } from '#app/loyalty/replay/replay.ts';

import { BareSums } from './replay/bare-sums.ts';
import { HISTORY_END, ordersOfHistory } from './replay/history.ts';
import { VERSIONS } from './replay/program.ts';
import { median, rounded } from './support/statistics.ts';

const PORTION = 1_000;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

const orders = Number(values.orders);
const rounds = Array.from({ length: Number(values.rounds) }, () => measureRound(orders));
const figures = {
  orders,
  ordersPerSecond: rounded(median(rounds.map((round) => round.ordersPerSecond)), 0),
  floorPerSecond: rounded(median(rounds.map((round) => round.floorPerSecond)), 0),
  ratio: rounded(median(rounds.map((round) => round.ordersPerSecond / round.floorPerSecond)), 3),
  // Later rounds have what the first has left to the garbage collector on top.
  peakMegabytes: rounds[0]?.peakMegabytes,
  pointsIssued: rounds[0]?.pointsIssued,
};
process.stdout.write(
  values.json
    ? `${JSON.stringify(figures, null, 2)}\n`
    : Object.entries(figures)
        .map(([name, value]) => `${name.padEnd(18)}${value}\n`)
        .join(''),
);

/** Takes one history through both. */
function measureRound(count: number) {
  const replay = new Replay(VERSIONS, {
    currency: 'EUR',
    formerCurrencies: [],
    isDevelopment: false,
    timezone: 'Europe/Berlin',
  });
  const floor = new BareSums();
  let [engineMs, floorMs] = [0, 0];
  for (let first = 0; first < count; first += PORTION) {
    const portion = ordersOfHistory(first, Math.min(PORTION, count - first));
    floorMs += timed(() => portion.forEach((fact) => floor.add(fact)));
    engineMs += timed(() => portion.forEach((fact) => replay.add(fact)));
  }
  let pointsIssued = 0;
  floorMs += timed(() => floor.total());
  engineMs += timed(() => {
    ({ pointsIssued } = replay.figuresAt(HISTORY_END));
  });
  return {
    ordersPerSecond: (count * 1_000) / engineMs,
    floorPerSecond: (count * 1_000) / floorMs,
    pointsIssued,
    // Of the whole process, the orders that are handed in included; the system says it in kilobytes.
    peakMegabytes: rounded(process.resourceUsage().maxRSS / 1024),
  };
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
