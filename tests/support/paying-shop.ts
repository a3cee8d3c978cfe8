import { type Database, inTransaction } from '#app/db/database.server.ts';
import { findMembers } from '#app/db/members/enrolment.server.ts';
import { findRedemption } from '#app/db/redemptions/redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { payOutRedemptions } from '#app/usecases/paying-out/pay-out-redemptions.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import type { PlannedApiFault } from '#sandbox/store/api-fault-types.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { type AdminShop, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';

import { balancesOf, openShop, settle } from './ledger.ts';
import { orderFact, readOrder } from './orders.ts';
import { sandboxAdminApi } from './sandbox-admin-api.ts';
import { testServices } from './services.ts';

const SCOPES = [
  'write_customers',
  'read_orders',
  'read_store_credit_accounts',
  'write_store_credit_account_transactions',
  'write_gift_cards',
];

const MINUTE_MS = 60_000;

/** A reward as a shop might offer it: anything but what it gives and costs stays plain. */
export function rewardOf(
  key: string,
  gives: Reward['gives'],
  change: Partial<Reward> = {},
): Reward {
  return {
    key,
    name: null,
    description: null,
    gives,
    offered: 'yes',
    conditions: { tiers: 'all', tags: { any: [], none: [] } },
    minimumCart: 0,
    stock: null,
    limits: [],
    validDays: null,
    combines: { order: false, product: false, shipping: false },
    ...change,
  };
}

export const CASH_OUTS: readonly Reward[] = [
  rewardOf('credit', {
    kind: 'store_credit',
    steps: [{ points: 100, amount: 500 }],
    expiresDays: null,
  }),
  rewardOf('credit-for-a-year', {
    kind: 'store_credit',
    steps: [{ points: 100, amount: 500 }],
    expiresDays: 365,
  }),
  rewardOf('card', { kind: 'gift_card', steps: [{ points: 100, amount: 500 }], expiresDays: 30 }),
  rewardOf('tasting', { kind: 'experience', points: 100, cost: 0 }, { validDays: 60 }),
];

/** A member with 1,000 points, who is a customer of the sandbox. */
export interface PayingMember {
  readonly memberId: MemberId;
  readonly customerId: string;
}

/** A shop of the sandbox that pays out, the same shop in the app's database, and both clocks in one hand. */
export interface PayingShop {
  readonly sandbox: AdminShop;
  readonly shop: Shop;
  readonly services: Services;
  /** Names of the operations that Shopify was asked, in order. */
  readonly asked: string[];
  join(): Promise<PayingMember>;
  /** Redeems one of CASH_OUTS, for 100 points. @returns the redemption's id */
  redeem(member: PayingMember, rewardKey?: string): Promise<string>;
  payOut(): Promise<number>;
  /** Lets minutes pass, and the job run in each of them, or after each step of so many. */
  live(minutes: number, step?: number): Promise<void>;
  pass(minutes: number): void;
  plan(operation: string, fault: Partial<PlannedApiFault>): void;
  redemption(id: string): Promise<Redemption>;
  balances(member: PayingMember): Promise<Record<string, number> | undefined>;
  /** What was credited to a customer, in minor units, one after the other. */
  creditsOf(member: PayingMember): number[];
}

let customers = 0;

/** Opens such a shop; close its sandbox in the end. */
export async function openPayingShop(database: Database, scopes = SCOPES): Promise<PayingShop> {
  const sandbox = await openAdminShop();
  const { world } = sandbox;
  const shop = await openShop(database, programOf({ rewards: [...CASH_OUTS] }));
  const adminApi = sandboxAdminApi(sandbox, scopes);
  const services = testServices(database, { clock: { now: () => world.clock.now() }, adminApi });
  const pass = (minutes: number) => {
    world.clock.set(new Date(world.clock.now().getTime() + minutes * MINUTE_MS));
  };
  const payOut = () => payOutRedemptions(services, shop.id);
  return {
    sandbox,
    shop,
    services,
    asked: adminApi.asked,
    join: () => join(database, shop, sandbox),
    redeem: (member, rewardKey = 'credit') => redeem(services, shop, member, rewardKey),
    payOut,
    pass,
    async live(minutes, step = 1) {
      for (let minute = 0; minute < minutes; minute += step) {
        await payOut();
        pass(step);
      }
    },
    plan(operation, fault) {
      const planned = {
        operation,
        fault: 'timed_out',
        calls: 1,
        userError: null,
        ...fault,
      } as const;
      world.plannedApiFaults.put([...world.plannedApiFaults.get(), planned]);
    },
    async redemption(id) {
      const found = await findRedemption(database.pool, shop.id, id);
      if (!found) throw new Error('no such redemption');
      return found;
    },
    balances: ({ customerId }) => balancesOf(database, shop, customerId),
    creditsOf: ({ customerId }) => creditsOf(sandbox, customerId),
  };
}

async function join(database: Database, shop: Shop, { world }: AdminShop): Promise<PayingMember> {
  customers += 1;
  const names = { firstName: 'Ida', lastName: null, email: null, locale: 'de' };
  const customerId = world.commands.createCustomer(names).id;
  const orderId = String(50_000 + customers);
  await settle(
    database,
    shop,
    readOrder(orderFact({ orderId, customerId, lines: [{ gross: 100_000 }] })),
  );
  const found = await findMembers(database.pool, shop.id, [CustomerId.parse(customerId)]);
  const memberId = [...found.values()][0]?.memberId;
  if (memberId === undefined) throw new Error('the customer is no member');
  return { memberId, customerId };
}

async function redeem(
  { database, clock }: Services,
  shop: Shop,
  { memberId }: PayingMember,
  rewardKey: string,
): Promise<string> {
  wishes += 1;
  const cause = { kind: 'member', id: `wish-${wishes}` } as const;
  const asked = { memberId, rewardKey, asks: { points: 100, choice: null }, cause };
  const [outcome] = await inTransaction(database, (sql) =>
    redeemRewards(sql, shop, [asked], clock.now()),
  );
  if (outcome?.outcome !== 'redeemed') throw new Error(outcome?.outcome);
  return outcome.redemption.id;
}

let wishes = 0;

function creditsOf({ world }: AdminShop, customerId: string): number[] {
  const account = world.storeCreditAccounts.all().find((each) => each.customerId === customerId);
  return world.storeCreditTransactions
    .all()
    .filter(({ accountId, kind }) => accountId === account?.id && kind === 'credit')
    .map(({ amount }) => amount);
}
