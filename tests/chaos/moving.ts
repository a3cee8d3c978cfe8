import { setTimeout as sleep } from 'node:timers/promises';

import { untilNoneAre } from './calm.ts';
import { whenMoved } from './calendar-by-hand.ts';
import type { Town } from './course/town.ts';
import { insistently } from './deeds/desk.ts';
import type { InstalledApp } from './installed-app.ts';

/** Where a shop may lie: far from each other, with other days of summer time, or none, and not on the hour. */
export const TIMEZONES: readonly string[] = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Pacific/Honolulu',
  'Pacific/Auckland',
  'Asia/Kathmandu',
];

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;
/** The news may get lost. */
const TELL_EVERY = 50;
const HOUR_MS = 3_600_000;

interface MovingParts {
  readonly town: Town;
  readonly app: InstalledApp;
  /** Is told what is waited for. */
  readonly note: (step: string) => void;
}

/**
 * Lets the shop move to another time zone, and time stand still until the app has heard of it and done what it had to do: a
 * month of the shop passes in the seconds that it needs for that, where truly its clocks are set an hour later at least.
 * @param course where the history has come to, in milliseconds since 1970: goes on until the clocks are set
 */
export async function moveAway(
  { town, app, note }: MovingParts,
  course: { moment: number },
): Promise<void> {
  const { world, moves, chance } = town;
  const before = world.shop.get().timezone;
  const timezone = chance.pick(TIMEZONES.filter((each) => each !== before));
  course.moment = Math.max(course.moment, world.clock.now().getTime());
  world.clock.set(new Date(course.moment));
  const from = whenMoved(course.moment, timezone);
  const everythingElse = async () => {
    await world.outbox.untilAtMost(0);
    await untilNoneAre(['received'], app, (left) => note(`the shop to move, ${left}`));
  };
  await everythingElse();
  note('the app to hear that the shop moved');
  await until(async (look) => {
    if (look % TELL_EVERY === 0) world.commands.moveShop(timezone);
    return (await app.readShop()).timezone.endsWith(timezone);
  });
  await everythingElse();
  moves.push({ timezone, from: new Date(from).toISOString() });
  course.moment = from + HOUR_MS;
  world.clock.set(new Date(course.moment));
}

async function until(holds: (look: number) => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let look = 0; !(await insistently(() => holds(look))); look += 1) {
    if (performance.now() > deadline) throw new Error('the app does not hear that the shop moved');
    await sleep(LOOK_EVERY_MS);
  }
}
