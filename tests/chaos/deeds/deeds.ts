import { rewardCounterOf } from '#app/usecases/redeeming/redeem-reward.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import type { Chance } from '#sandbox/seed/random.ts';

import type { Chronicle } from '../chronicle.ts';
import { type Event, letBeOrdered } from '../course/happen.ts';
import type { Town } from '../course/town.ts';
import type { InstalledApp } from '../installed-app.ts';
import { ACTIONS } from './actions.ts';
import { adjust, adjustMany } from './adjustments.ts';
import { tellBirthday } from './birthdays.ts';
import { type Deed, type DeedMaker, type Desk, insistently } from './desk.ts';
import { tick, untick } from './perks.ts';
import { REDEMPTIONS, someCode } from './redemptions.ts';
import { MEDDLING } from './staff-at-shopify.ts';
import { setSome } from './tiers.ts';
import type { Answer } from './told.ts';

const BIRTHDAY = 'birthday told';

const KINDS: readonly (readonly [{ kind: string; make: DeedMaker }, number])[] = Object.entries({
  ...ACTIONS,
  ...REDEMPTIONS,
  ...MEDDLING,
  'points adjusted': [6, adjust] as const,
  'tier set by hand': [3, setSome] as const,
  'perk ticked off': [8, tick] as const,
  'perk undone': [4, untick] as const,
  [BIRTHDAY]: [6, tellBirthday] as const,
}).map(([kind, [weight, make]]) => [{ kind, make }, weight] as const);

const ORDERS_WITH_CODES = 0.2;
const AT_ONCE_MAX = 6;

/**
 * Members, staff and partners ask the app for something, while all else goes on: a few at a time, some of them twice, at
 * once or one after the other. What they were told is written down.
 */
export class Deeds {
  private readonly desk: Desk;
  private readonly chronicle: Chronicle;
  private readonly failures: unknown[] = [];
  private readonly underWay = new Map<Promise<void>, string>();
  /** Tiers are set one after the other: of two at once it could not be said which was set last. */
  private lastTier: Promise<unknown> = Promise.resolve();

  constructor(town: Town, app: InstalledApp, chronicle: Chronicle, chance: Chance) {
    this.desk = { town, app, chance, redemptions: [] };
    this.chronicle = chronicle;
    // It serves whoever comes, so its time is everybody's.
    rewardCounterOf(app.services);
  }

  /** An order with a code that a member was told; nothing where the shop would not have it. */
  orderWithCode(): Event | undefined {
    const { chance, town } = this.desk;
    const chosen = chance.happens(ORDERS_WITH_CODES) ? someCode(this.desk) : undefined;
    return chosen && letBeOrdered(town, chosen);
  }

  /** Lets somebody ask for something now. Resolves once there is a place for another. */
  async begin(moment: Date): Promise<void> {
    const { kind, make } = this.desk.chance.weighted(KINDS);
    const deed = make(this.desk, moment);
    if (!deed) {
      this.chronicle.noteNothing(kind, moment);
      return;
    }
    const before = this.lastTier;
    const ask = () => this.ask(deed, moment);
    const work = kind === 'tier set by hand' ? before.then(ask) : ask();
    if (kind === 'tier set by hand') this.lastTier = work;
    const noted = work.then((answers) => {
      const answeredBy = this.desk.town.world.clock.now().toISOString();
      this.chronicle.noteTold(kind, moment, { ...deed.told(answers), answeredBy });
    });
    await this.keep(kind, noted);
    // Whether it was told before the day must not depend on how fast this machine is.
    if (kind === BIRTHDAY) await noted;
  }

  /** Lets staff adjust many by a file. */
  async beginImport(moment: Date, takesBack: boolean): Promise<void> {
    const kind = takesBack ? 'points adjusted by a file, taken back' : 'points adjusted by a file';
    const work = adjustMany(this.desk, takesBack).then((told) =>
      told ? this.chronicle.noteTold(kind, moment, told) : this.chronicle.noteNothing(kind, moment),
    );
    await this.keep(kind, work);
  }

  /** Names of the requests that have no answer yet. */
  get unanswered(): string {
    return [...this.underWay.values()].join(', ') || 'none';
  }

  /** Resolves once everybody has an answer. */
  async settle(): Promise<void> {
    await Promise.all(this.underWay.keys());
    const [cause] = this.failures;
    if (this.failures.length === 0) return;
    throw new Error(`${this.failures.length} requests failed: ${String(cause)}`, { cause });
  }

  private async keep(kind: string, work: Promise<void>): Promise<void> {
    const kept = work
      .catch((error: unknown) => void this.failures.push(error))
      .finally(() => this.underWay.delete(kept));
    this.underWay.set(kept, kind);
    if (this.underWay.size >= AT_ONCE_MAX) await Promise.race(this.underWay.keys());
  }

  private async ask(deed: Deed, moment: Date): Promise<Answer[]> {
    const { chance, app } = this.desk;
    const services = atTime(app.services, moment);
    if (deed.by) deed.by.waiting += 1;
    const send = () => insistently(() => deed.ask(services));
    const times = chance.weighted<'once' | 'again' | 'at once'>([
      ['once', 8],
      ['again', 1],
      ['at once', 1],
    ]);
    try {
      if (times === 'at once') return await Promise.all([send(), send()]);
      const first = await send();
      return times === 'again' ? [first, await send()] : [first];
    } finally {
      if (deed.by) deed.by.waiting -= 1;
    }
  }
}

/** Each request is of its own moment, however often it has to be sent. */
function atTime(services: Services, now: Date): Services {
  return { ...services, clock: { now: () => now } };
}
