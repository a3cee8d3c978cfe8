import { setTimeout as sleep } from 'node:timers/promises';

import type { Id } from '#sandbox/store/types.ts';

import type { Chronicle } from './chronicle.ts';
import { type Event, letMoreHappenTo, letSomethingHappen } from './course/happen.ts';
import { type Town, welcome } from './course/town.ts';
import { someProgram } from './course/versions.ts';
import type { DeliveryWatch } from './delivery-watch.ts';
import type { InstalledApp } from './installed-app.ts';
import { publish } from './program-versions.ts';
import type { PlannedMoment } from './storm-plan.ts';

/** What the storm has to do with. */
export interface StormParts {
  readonly town: Town;
  readonly chronicle: Chronicle;
  readonly watch: DeliveryWatch;
  readonly app: InstalledApp;
  /** Ends PostgreSQL, and starts it again after a while. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
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
  options: { seconds: number; people: number; seed: number; opening: Date },
): Promise<Date> {
  const { town, chronicle, watch } = parts;
  const { world } = town;
  const startedAt = performance.now();
  let moment = options.opening.getTime();
  let restarting: Promise<void> | undefined;
  let before: Event | undefined;
  for (const [index, planned] of plan.entries()) {
    const again = planned.gapMs === 0 && !planned.publishes ? onlyOrderOf(before) : undefined;
    moment += again === undefined ? Math.max(SECOND_MS, planned.gapMs) : 0;
    if (planned.restart) restarting = parts.restart(planned.restart);
    if (planned.delayMs !== null) {
      const seed = options.seed * 1_000 + index;
      const { delayMs } = planned;
      world.wire.put({ ...world.wire.get(), ...FAULTS, delayMs, seed });
    }
    world.clock.set(new Date(moment));
    if (planned.publishes) await publishOne(parts, planned.publishes, moment);
    else {
      before = again === undefined ? undefined : letMoreHappenTo(town, again);
      if (!before && again !== undefined) {
        // Nothing more could happen to it: something else does, a second later.
        moment += SECOND_MS;
        world.clock.set(new Date(moment));
      }
      before ??= happen(town, index < options.people);
      chronicle.note(before);
    }
    if (index % LOOK_EVERY === 0) watch.look();
    if (planned.rushEnds) await restarting;
    await world.outbox.untilAtMost(WAITING_MAX);
    const dueMs = ((index + 1) / plan.length) * options.seconds * 1_000;
    await sleep(Math.max(0, dueMs - (performance.now() - startedAt)));
  }
  await restarting;
  watch.look();
  return new Date(moment);
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
  const program = someProgram(town.chance);
  const laterMs = town.chance.between(1, LATER_DAYS) * DAY_MS;
  const begins = when === 'now' ? 'now' : new Date(moment + laterMs);
  const published = await publish(app, program, begins, new Date(moment));
  town.versions.push(published);
  chronicle.noteVersion(
    when === 'now' ? 'version published' : 'version scheduled',
    published.version,
  );
}
