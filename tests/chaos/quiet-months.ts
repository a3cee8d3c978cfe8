import type { ApiWeather } from './api-weather.ts';
import type { Town } from './course/town.ts';
import { insistently } from './deeds/desk.ts';
import type { InstalledApp } from './installed-app.ts';
import { reconcileEverything } from './make-good.ts';
import { moveAway } from './moving.ts';
import { SEASON } from './storm-plan.ts';
import type { Sweeps } from './sweeps.ts';

const STEP_MS = 10 * 86_400_000;

/** What is needed to let time pass. */
export interface QuietParts {
  readonly town: Town;
  readonly app: InstalledApp;
  readonly weather: ApiWeather;
  readonly sweeps: Sweeps;
  /** Is told which day it is. */
  readonly note: (step: string) => void;
}

/**
 * Lets the months pass until the season in which nobody does anything. The app compares itself with the shop, as it does every night: so it
 * knows of everybody since when she has been there, whatever was lost.
 * @param course where the history has come to, in milliseconds since 1970: goes on to the season
 */
export async function passQuietMonths(
  { town, app, weather, sweeps, note }: QuietParts,
  course: { moment: number },
): Promise<void> {
  const { world } = town;
  const faults = world.apiFaults.get();
  weather.clear();
  await insistently(() => reconcileEverything(app));
  note('the quiet months, the shop moves');
  await moveAway({ town, app, note }, course);
  for (; course.moment < SEASON.getTime(); course.moment += STEP_MS) {
    note(`the quiet months, ${new Date(course.moment).toISOString()}`);
    world.clock.set(new Date(course.moment));
    await sweeps.until(course.moment);
  }
  world.apiFaults.put(faults);
}
