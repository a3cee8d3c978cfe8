import { setTimeout as sleep } from 'node:timers/promises';

import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import { isDatabaseAway } from '#app/usecases/deliveries/process-deliveries.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import type { Chance } from '#sandbox/seed/random.ts';

import { type Person, somebody, type Town } from '../course/town.ts';
import type { InstalledApp } from '../installed-app.ts';
import type { Answer, Told, ToldRedemption } from './told.ts';

/** What members, staff and partners know who ask the app for something. */
export interface Desk {
  readonly town: Town;
  readonly app: InstalledApp;
  /** Of its own: what is asked must not change what happens besides. */
  readonly chance: Chance;
  readonly redemptions: (ToldRedemption & {
    readonly reward: string;
    readonly customerId: string;
  })[];
}

/** A request that can be sent any number of times, and what it is about. */
export interface Deed {
  /** Who asks, where she may be merged meanwhile. */
  readonly by?: Person;
  /** Sends it. The app's time is the moment at which it was first sent. */
  ask(services: Services): Promise<Answer>;
  /** What is to be noted once it is known what became of it. */
  told(answers: readonly Answer[]): Told;
}

/** A kind of deed; nothing where there is nothing to do it to. */
export type DeedMaker = (desk: Desk, moment: Date) => Deed | undefined;

/** Somebody who may ask for something. She stays who she is then: what the app knows of her is not erased. */
export function asker({ town }: Desk, ...ways: Person['way'][]): Person {
  const person = somebody(town, ...ways);
  person.isKnown = true;
  return person;
}

/** The member that a customer is at present. */
export async function memberOf(
  { app: { services, shop } }: Desk,
  customerId: string,
): Promise<MemberId | undefined> {
  const by = { customerId: CustomerId.parse(customerId) };
  return (await findActiveMember(services.database.pool, shop.id, by))?.memberId;
}

const ATTEMPTS_MAX = 300;
const PAUSE_MS = 100;

/** Asks until there is an answer: the database may be away, and what became of the request unknown. */
export async function insistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isDatabaseAway(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
