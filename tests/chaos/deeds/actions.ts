import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import { approveAction, rejectAction } from '#app/usecases/actions/decide-claim.server.ts';
import { enterCode } from '#app/usecases/actions/enter-code.server.ts';
import { readAwaitingActions } from '#app/usecases/actions/read-awaiting-actions.server.ts';
import { reportAction } from '#app/usecases/actions/report-action.server.ts';
import { tapAction } from '#app/usecases/actions/tap-action.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';

import { CLAIMS, SIGN_CODE } from '../course/actions.ts';
import type { Person } from '../course/town.ts';
import { asker, type Deed, type DeedMaker, type Desk, memberOf } from './desk.ts';
import type { Answer } from './told.ts';

const STAFF = '1';

/** What members do that is no order, and how often. */
export const ACTIONS: Readonly<Record<string, readonly [weight: number, make: DeedMaker]>> = {
  'staff tapped': [6, tap],
  'code entered': [4, enter],
  'claim made': [8, claim],
  'claim decided': [7, decide],
  'action reported': [8, report],
};

function tap(desk: Desk, moment: Date): Deed {
  const by = asker(desk, 'merging', 'settled');
  const key = uuid(desk);
  return action({ by, rule: 'tap', done: moment }, async (services) => {
    const memberId = await memberOf(desk, by.id);
    if (!memberId) return { state: 'not_a_member' };
    const wish = { staffUserId: STAFF, memberId, rule: 'tap', key };
    return read(await tapAction(services, desk.app.shop, wish));
  });
}

function enter(desk: Desk, moment: Date): Deed {
  const by = asker(desk, 'merging', 'settled');
  const code = desk.chance.happens(0.2) ? SIGN_CODE.toLowerCase() : SIGN_CODE;
  return action({ by, rule: 'sign', done: moment }, async (services) =>
    read(await enterCode(services, shopperOf(desk, by.id), code)),
  );
}

function claim(desk: Desk, moment: Date): Deed {
  const by = asker(desk, 'merging', 'settled');
  const rule = desk.chance.pick(CLAIMS);
  const proof = `https://reviews.example/${uuid(desk)}`;
  return action({ by, rule, done: moment, proof }, async (services) =>
    read(await claimAction(services, shopperOf(desk, by.id), { action: rule, proof })),
  );
}

/** In the shop's own time, or some hours late. */
function report(desk: Desk, moment: Date): Deed {
  const { chance, app } = desk;
  const by = asker(desk, 'merging', 'settled');
  const hours = chance.happens(0.3) ? chance.between(1, 100) : 0;
  // Nothing else happens at half a second: so it is plain what lay before it.
  const done = new Date(moment.getTime() - hours * 3_600_000 - 500);
  const reported = {
    customerId: CustomerId.parse(by.id),
    action: 'workshop',
    id: uuid(desk),
    at: done.toISOString(),
  };
  return action({ by, rule: 'workshop', done }, async (services) => {
    const outcome = await reportAction(services, app.shop, reported);
    if (!('receipt' in outcome)) return { state: outcome.news };
    return read({ state: outcome.state, receipt: outcome.receipt });
  });
}

/** Staff look at the oldest claims, and decide about one. */
function decide(desk: Desk): Deed {
  const approves = desk.chance.happens(0.7);
  const turn = desk.chance.between(0, 5);
  let chosen: { readonly id: string; readonly proof: string } | undefined;
  return {
    async ask(services) {
      const { shop } = desk.app;
      if (!chosen) {
        const { actions } = await readAwaitingActions(services, shop.id, null);
        const found = actions[turn % Math.max(1, actions.length)];
        if (!found?.proof) return { state: 'nothing_to_decide' };
        // Of two who look at once the first chooses: it is one decision, which is told of one claim.
        chosen ??= { id: found.id, proof: found.proof };
      }
      const decision = { staffUserId: STAFF, id: chosen.id };
      return {
        state: approves
          ? await approveAction(services, shop, decision)
          : await rejectAction(services, shop, { ...decision, reason: 'Not found' }),
      };
    },
    told: (answers) => ({ what: 'decision', proof: chosen?.proof ?? '', approves, answers }),
  };
}

function action(
  done: {
    readonly by: Person;
    readonly rule: string;
    readonly done: Date;
    readonly proof?: string;
  },
  ask: (services: Services) => Promise<Answer>,
): Deed {
  const { by, rule, proof = null } = done;
  const common = {
    what: 'action',
    customerId: by.id,
    rule,
    done: done.done.toISOString(),
  } as const;
  return { by, ask, told: (answers) => ({ ...common, proof, answers }) };
}

function shopperOf({ app }: Desk, customerId: string) {
  return { shopDomain: app.shop.domain, customerId: CustomerId.parse(customerId) };
}

function read(outcome: {
  readonly state: string;
  readonly receipt?: { readonly points: number; readonly nothing: string | null };
}): Answer {
  const { state, receipt } = outcome;
  if (!receipt) return { state };
  const { points, nothing } = receipt;
  return { state, points, ...(nothing !== null && { because: nothing }) };
}

/** A random name out of the desk's own chance. */
export function uuid({ chance }: Desk): string {
  const hex = (length: number) =>
    Array.from({ length }, () => chance.between(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}
