import { setTimeout as sleep } from 'node:timers/promises';

import type { Id } from '#sandbox/store/scalars.ts';

import type { Chronicle } from './chronicle.ts';
import type { ApiWeather } from './api-weather.ts';
import { type Event, letMoreHappenTo, letSomethingHappen } from './course/happen.ts';
import { type Town, welcome } from './course/town.ts';
import { someProgram } from './course/versions.ts';
import type { Deeds } from './deeds/deeds.ts';
import type { DeliveryWatch } from './delivery-watch.ts';
import type { InstalledApp } from './installed-app.ts';
import { moveAway } from './moving.ts';
import { publish } from './program-versions.ts';
import { passQuietMonths } from './quiet-months.ts';
import type { PlannedMoment } from './storm-plan.ts';
import { Sweeps } from './sweeps.ts';

/** What the storm has to do with. */
export interface StormParts {
  readonly town: Town;
  readonly chronicle: Chronicle;
  readonly watch: DeliveryWatch;
  readonly app: InstalledApp;
  readonly deeds: Deeds;
  readonly weather: ApiWeather;
  /** Ends PostgreSQL, and starts it again after a while. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  /** Is told what the storm is at. */
  readonly note: (step: string) => void;
}

/** How webhooks travel: per cent of them. */
const FAULTS = { lostPercent: 1, repeatedPercent: 5, reorderedPercent: 5, delayedPercent: 2 };
/** As many deliveries may wait; the shop goes no faster than it can tell. */
const WAITING_MAX = 400;
const LOOK_EVERY = 40;
const LATER_DAYS = 6;
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/**
 * Lets everything happen that is planned, evenly over these seconds or as fast as it can be told.
 * @returns the moment of the last event
 */
export async function storm(
  parts: StormParts,
  plan: readonly PlannedMoment[],
  options: StormOptions,
): Promise<Date> {
  const { watch, deeds, note, town } = parts;
  const startedAt = performance.now();
  const sweeps = new Sweeps(parts.app);
  const course: Course = { moment: options.opening.getTime(), before: undefined };
  let restarting: Promise<void> = Promise.resolve();
  try {
    for (const [index, planned] of plan.entries()) {
      const place = `event ${index + 1} of ${plan.length}`;
      note(place);
      if (planned.restart) {
        restarting = parts.restart(planned.restart);
        // Whether it comes back is asked at the end of the rush.
        restarting.catch(() => undefined);
      }
      if (planned.moves) {
        await deeds.settle();
        await moveAway(parts, course);
      }
      if (planned.beginsSeason) {
        await deeds.settle();
        await passQuietMonths({ ...parts, sweeps }, course);
      }
      await letPass(parts, planned, { index, ...options }, course);
      if (index % LOOK_EVERY === 0) watch.look();
      note(`${place}, the days to be looked at`);
      await sweeps.until(course.moment);
      note(`${place}, PostgreSQL to come back`);
      if (planned.rushEnds) await restarting;
      note(`${place}, the shop to tell what happened`);
      await town.world.outbox.untilAtMost(WAITING_MAX);
      const dueMs = ((index + 1) / plan.length) * options.seconds * 1_000;
      await sleep(Math.max(0, dueMs - (performance.now() - startedAt)));
    }
  } finally {
    note('PostgreSQL to come back');
    await restarting;
  }
  note('the last answers');
  await deeds.settle();
  watch.look();
  return new Date(course.moment);
}

interface StormOptions {
  readonly seconds: number;
  readonly people: number;
  readonly seed: number;
  readonly opening: Date;
}

/** Where the storm has come to. */
interface Course {
  /** Milliseconds since 1970, of the shop's time. */
  moment: number;
  before: Event | undefined;
}

/** Lets the next moment come with everything that is planned for it. */
async function letPass(
  parts: StormParts,
  planned: PlannedMoment,
  { index, people, seed }: StormOptions & { readonly index: number },
  course: Course,
): Promise<void> {
  const { town, chronicle, deeds, weather } = parts;
  const { world } = town;
  const again = planned.gapMs === 0 && !planned.publishes ? onlyOrderOf(course.before) : undefined;
  course.moment += again === undefined ? Math.max(SECOND_MS, planned.gapMs) : 0;
  if (planned.delayMs !== null) {
    const { delayMs } = planned;
    world.wire.put({ ...world.wire.get(), ...FAULTS, delayMs, seed: seed * 1_000 + index });
  }
  world.clock.set(new Date(course.moment));
  weather.change();
  if (planned.publishes) await publishOne(parts, planned.publishes, course.moment);
  else if (planned.importsFile) {
    const takesBack = planned.importsFile === 'taken back';
    await deeds.beginImport(new Date(course.moment), takesBack);
  } else if (planned.isDeed && index >= people) {
    course.before = deeds.orderWithCode();
    if (course.before) chronicle.note(course.before);
    else await deeds.begin(new Date(course.moment));
  } else {
    course.before = again === undefined ? undefined : letMoreHappenTo(town, again);
    if (!course.before && again !== undefined) {
      // Nothing more could happen to it: something else does, a second later.
      course.moment += SECOND_MS;
      world.clock.set(new Date(course.moment));
    }
    course.before ??= happen(town, index < people);
    chronicle.note(course.before);
  }
}

function happen(town: Town, isBeginning: boolean): Event {
  if (!isBeginning) return letSomethingHappen(town);
  return { kind: 'customer created', customerIds: [welcome(town).id] };
}

/** The order that an event was about, if it was about one alone. */
function onlyOrderOf(event: Event | undefined): Id | undefined {
  const [first, ...others] = event?.orderIds ?? [];
  return others.length === 0 && !event?.merge ? first : undefined;
}

async function publishOne(
  { town, chronicle, app }: StormParts,
  when: 'now' | 'later',
  moment: number,
): Promise<void> {
  const program = someProgram(town.chance, town.world);
  const laterMs = town.chance.between(1, LATER_DAYS) * DAY_MS;
  const begins = when === 'now' ? 'now' : new Date(moment + laterMs);
  const published = await publish(app, program, begins, new Date(moment));
  town.versions.push(published);
  chronicle.noteVersion(
    when === 'now' ? 'version published' : 'version scheduled',
    published.version,
  );
}
