import { type Counted, countOrder } from '../orders/count-order.ts';
import type { Before } from '../history/before.ts';
import { weighLines } from './weighed-lines.ts';
import type { WeighedOrder } from './weighed-order.ts';
import { worthInPlace } from './worth-in-place.ts';
import type { FactShare } from '../orders/mark.ts';
import type { OrderFact } from '../orders/order-fact.ts';
import type { OrderTraits } from '../orders/order-traits.ts';
import { PLAIN } from '../program/plain.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';
import type { NothingEarned, OrderReceipt } from '../receipts/order-receipt.ts';

/** What of the shop matters to a judgement. */
export interface ShopTerms {
  /** ISO 4217, as it is now. */
  readonly currency: string;
  /** What it was before, oldest first; an order is judged in the money that the shop had when it was placed. */
  readonly formerCurrencies: readonly { readonly currency: string; readonly until: Date }[];
  /** Test orders count on development shops, and nowhere else. */
  readonly isDevelopment: boolean;
  /** IANA name, `Europe/Berlin`: by its calendar days and periods are told. */
  readonly timezone: string;
}

/** What of an order is not in its own state. */
export interface OrderContext {
  /** What lies before the order's place in its member's history. */
  readonly before: Before;
  /** What was learnt of it when it was first seen; null where that is not known. */
  readonly traits: OrderTraits | null;
  /** When a member claimed it who was none when she placed it: then it is judged at the lowest tier. */
  readonly claimedAt: string | null;
  readonly chargedBack: boolean;
  /** Whether somebody earns for it. */
  readonly hasMember: boolean;
}

/** An order's judgement. */
export interface JudgedOrder {
  /** `points` is the whole worth, and `pointsBefore` is left at 0 for the settling to fill. */
  readonly receipt: OrderReceipt;
  /** What it comes to in its member's history. */
  readonly share: FactShare;
}

/**
 * Says what an order is worth in its newest state, by the version that was in force at its `processed_at`, in its place.
 * @param versions all published versions of the shop's program
 * @throws AmountError when amounts are too large to be exact
 */
export function judgeOrder(
  fact: OrderFact,
  versions: readonly ProgramVersion[],
  shop: ShopTerms,
  context: OrderContext,
): JudgedOrder {
  const { version, count, order, never, notNow } = weighOrder(fact, versions, shop, context);
  const rule = version?.program.earning.order ?? null;
  const reason = never ?? notNow;
  const isClaimed = context.claimedAt !== null;
  const worth =
    version && reason === null
      ? worthInPlace(version.program, order, isClaimed, context.before)
      : null;
  const tier = worth?.tier ?? null;
  const receipt: OrderReceipt = {
    kind: 'order',
    orderId: fact.orderId,
    orderName: fact.name,
    programVersion: version?.version ?? null,
    rule: rule && 'order',
    currency: fact.currency,
    ...count,
    minimum: rule?.minimum ?? 0,
    earns: rule?.earns ?? null,
    rounding: rule?.rounding ?? 'down',
    tier: tier && { key: tier.key, name: tier.name, percent: tier.earningPercent },
    claimedAt: context.claimedAt,
    base: worth?.base ?? null,
    bonuses: worth?.bonuses ?? [],
    noBonuses: worth?.noBonuses ?? [],
    challenges: worth?.challenges ?? [],
    points: worth?.points ?? 0,
    pointsBefore: 0,
    nothing: reason ?? worth?.nothing ?? null,
  };
  return { receipt, share: worth?.share ?? NOTHING_SHARED };
}

/** What an order that earns nothing, whatever lies before it, comes to in a history. */
export const NOTHING_SHARED: FactShare = {
  kind: 'order',
  points: 0,
  counted: 0,
  rules: {},
  challenges: {},
};

/** An order, judged as far as that does not depend on its place among its member's facts. */
export interface OrderAlone {
  /** The version that judges it; undefined where none was in force. */
  readonly version: ProgramVersion | undefined;
  readonly count: Counted;
  /** What its version's rules look at. */
  readonly order: WeighedOrder;
  /** Why it can earn nothing, whatever becomes of it. */
  readonly never: NothingEarned | null;
  /** Why it earns nothing as it stands. */
  readonly notNow: NothingEarned | null;
}

/**
 * Judges an order as far as it can be judged alone.
 * @throws AmountError when amounts are too large to be exact
 */
export function weighOrder(
  fact: OrderFact,
  versions: readonly ProgramVersion[],
  shop: ShopTerms,
  context: Pick<OrderContext, 'traits' | 'chargedBack' | 'hasMember'>,
): OrderAlone {
  const { traits } = context;
  const processedAt = new Date(fact.processedAt);
  const version = versionInForce(versions, processedAt);
  const rule = version?.program.earning.order ?? PLAIN.earning.order;
  const count = countOrder(fact, rule, traits);
  return {
    version,
    count,
    order: {
      processedAt: processedAt.getTime(),
      currency: fact.currency,
      sourceName: fact.sourceName,
      counted: count.counted,
      lines: weighLines(fact.lines, count),
      traits,
    },
    never: lasting(fact, processedAt, version, shop),
    notNow: passing(fact, context),
  };
}

/**
 * Why an order earns nothing, judged only by what does not change during its life, so that any order of arrival enrols
 * the same people.
 */
function lasting(
  fact: OrderFact,
  processedAt: Date,
  inForce: ProgramVersion | undefined,
  shop: ShopTerms,
): NothingEarned | null {
  if (!inForce) return 'before_program';
  const rule = inForce.program.earning.order;
  const testsCount = shop.isDevelopment && rule.testOrders === 'on_development_shops';
  if (fact.test && !testsCount) return 'test_order';
  if (fact.business && !rule.business) return 'business_order';
  if (rule.channels !== 'all' && !rule.channels.includes(fact.sourceName)) return 'other_channel';
  if (fact.currency !== currencyAt(shop, processedAt)) return 'other_currency';
  return null;
}

function currencyAt({ currency, formerCurrencies }: ShopTerms, moment: Date): string {
  return (
    formerCurrencies.find(({ until }) => moment.getTime() < until.getTime())?.currency ?? currency
  );
}

/** Why an order earns nothing as it stands now. */
function passing(
  fact: OrderFact,
  context: Pick<OrderContext, 'chargedBack' | 'hasMember'>,
): NothingEarned | null {
  if (!context.hasMember) return fact.customerId === null ? 'no_customer' : 'not_a_member';
  if (fact.deleted) return 'deleted';
  if (fact.cancelledAt !== null) return 'cancelled';
  if (!fact.paid) return 'not_paid';
  if (context.chargedBack) return 'charged_back';
  return null;
}

/**
 * How the buyer of an order may become a member by it: not at all where it can never earn, else as the version in force
 * says.
 */
export function enrolmentBy(
  fact: OrderFact,
  versions: readonly ProgramVersion[],
  shop: ShopTerms,
): 'every_buyer' | 'account_holders' | 'who_joins' | 'never' {
  if (fact.customerId === null) return 'never';
  const processedAt = new Date(fact.processedAt);
  const inForce = versionInForce(versions, processedAt);
  if (!inForce || lasting(fact, processedAt, inForce, shop) !== null) return 'never';
  return inForce.program.enrolment.who;
}
