import { type Counted, countOrder } from './count-order.ts';
import type { OrderRule } from './earning-rules.ts';
import { type Tier, tierReached, tiersMatter } from './ladder.ts';
import type { OrderFact } from './order-fact.ts';
import { PRESETS } from './presets.ts';
import { type ProgramVersion, versionInForce } from './program.ts';
import type { NothingEarned, OrderReceipt } from './receipt.ts';
import { worthOf } from './worth.ts';

/** What of the shop matters to a judgement. */
export interface ShopTerms {
  /** ISO 4217, as it is now. */
  readonly currency: string;
  /** What it was before, oldest first; an order is judged in the money that the shop had when it was placed. */
  readonly formerCurrencies: readonly { readonly currency: string; readonly until: Date }[];
  /** Test orders count on development shops, and nowhere else. */
  readonly isDevelopment: boolean;
}

/** What of an order is not in its own state. */
export interface OrderContext {
  /** Points that the member had earned by facts before the order's place. */
  readonly earnedBefore: number;
  /** When a member claimed it who was none when she placed it: then it is judged at the lowest tier. */
  readonly claimedAt: string | null;
  readonly chargedBack: boolean;
  /** Whether somebody earns for it. */
  readonly hasMember: boolean;
}

/**
 * Says what an order is worth in its newest state, by the version that was in force at its `processed_at`.
 * @param versions all published versions of the shop's program
 * @returns the receipt; `points` is the whole worth, and `pointsBefore` is left at 0 for the settling to fill
 * @throws AmountError when amounts are too large to be exact
 */
export function judgeOrder(
  fact: OrderFact,
  versions: readonly ProgramVersion[],
  shop: ShopTerms,
  context: OrderContext,
): OrderReceipt {
  const { version: inForce, count, never, notNow } = weighOrder(fact, versions, shop, context);
  const rule = inForce?.program.earning.order ?? null;
  const tier = inForce && tierOfOrder(inForce, context);
  const reason = never ?? notNow;
  const worth = rule && reason === null ? worthByRule(rule, count, fact.currency, tier) : null;
  return {
    kind: 'order',
    orderId: fact.orderId,
    orderName: fact.name,
    programVersion: inForce?.version ?? null,
    rule: rule && 'order',
    currency: fact.currency,
    ...count,
    minimum: rule?.minimum ?? 0,
    earns: rule?.earns ?? null,
    rounding: rule?.rounding ?? 'down',
    tier:
      inForce && tier && tiersMatter(inForce.program.tiers)
        ? { key: tier.key, name: tier.name, percent: tier.earningPercent }
        : null,
    claimedAt: context.claimedAt,
    points: worth?.points ?? 0,
    pointsBefore: 0,
    nothing: reason ?? worth?.nothing ?? null,
  };
}

/** What of an order's judgement does not depend on its place among its member's orders. */
export interface WeighedOrder {
  /** The version that judges it; undefined where none was in force. */
  readonly version: ProgramVersion | undefined;
  readonly count: Counted;
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
  context: Pick<OrderContext, 'chargedBack' | 'hasMember'>,
): WeighedOrder {
  const processedAt = new Date(fact.processedAt);
  const version = versionInForce(versions, processedAt);
  return {
    version,
    count: countOrder(fact, version?.program.earning.order ?? PRESETS.plain.earning.order),
    never: lasting(fact, processedAt, version, shop),
    notNow: passing(fact, context),
  };
}

/**
 * What an order that can earn is worth in its place, in points: the rest of its judgement.
 * @param counted what counts of it, minor units
 * @throws AmountError when it is more than can be counted with
 */
export function worthInPlace(
  version: ProgramVersion,
  counted: number,
  currency: string,
  place: Pick<OrderContext, 'earnedBefore' | 'claimedAt'>,
): number {
  const tier = tierOfOrder(version, place);
  return worthByRule(version.program.earning.order, { counted }, currency, tier).points;
}

/**
 * The same judgement at another tier: what a receipt becomes when facts before it turn out otherwise.
 * @param receipt one that this version judged
 */
export function judgeAtTier(
  receipt: OrderReceipt,
  version: ProgramVersion,
  earnedBefore: number,
): OrderReceipt {
  const rule = version.program.earning.order;
  const tier = tierOfOrder(version, { earnedBefore, claimedAt: receipt.claimedAt });
  const worth = worthByRule(rule, receipt, receipt.currency, tier);
  return {
    ...receipt,
    tier: tier && { key: tier.key, name: tier.name, percent: tier.earningPercent },
    points: worth.points,
    nothing: worth.nothing,
  };
}

/** Whether an order with this receipt would be worth something at some tier. */
export function dependsOnTier(receipt: OrderReceipt): boolean {
  return receipt.nothing === null || receipt.nothing === 'below_one_point';
}

/** The tier by which a version judges an order: that of the member just before it, or the lowest for one that was claimed. */
function tierOfOrder(
  { program }: ProgramVersion,
  { earnedBefore, claimedAt }: Pick<OrderContext, 'earnedBefore' | 'claimedAt'>,
): Tier | null {
  return tierReached(program.tiers, claimedAt === null ? earnedBefore : 0);
}

function worthByRule(
  rule: OrderRule,
  { counted }: Pick<Counted, 'counted'>,
  currency: string,
  tier: Tier | null | undefined,
): { points: number; nothing: NothingEarned | null } {
  if (counted < rule.minimum) return { points: 0, nothing: 'below_minimum' };
  const points = worthOf(rule, counted, currency, tier?.earningPercent ?? 100);
  return { points, nothing: points === 0 ? 'below_one_point' : null };
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
