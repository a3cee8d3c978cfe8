import { giveOccasions } from '#app/usecases/actions/give-occasions.server.ts';

import { insistently } from './deeds/desk.ts';
import type { InstalledApp } from './installed-app.ts';

/** Well within the time after which the app congratulates nobody any more. */
const EVERY_MS = 10 * 86_400_000;

/**
 * Has the shop's days looked at now and then: the app does so each minute of real time, in which weeks pass here, and
 * nobody is congratulated on a birthday of more than a month ago.
 */
export class Sweeps {
  private readonly app: InstalledApp;
  private last = -Infinity;

  constructor(app: InstalledApp) {
    this.app = app;
  }

  /** @param moment milliseconds since 1970, of the shop's time */
  async until(moment: number): Promise<void> {
    if (moment - this.last < EVERY_MS) return;
    const { services, shop } = this.app;
    const clock = { now: () => new Date(moment) };
    await insistently(() => giveOccasions({ ...services, clock }, shop.id));
    this.last = moment;
  }
}
