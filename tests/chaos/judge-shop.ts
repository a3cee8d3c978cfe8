import { PRIZE } from './course/rewards.ts';
import type { FoundMember, FoundRedemption } from './found-ledger.ts';
import type { ShopRecord } from './shop-record.ts';

/** What Shopify has that it must not have, or lacks: codes, store credit, gift cards, tiers and points on display. */
export function judgeShop(
  shop: ShopRecord,
  redemptions: readonly FoundRedemption[],
  members: readonly FoundMember[],
  judgedAt: Date,
): object[] {
  return [
    ...judgeCodes(shop, redemptions),
    ...judgeTerms(shop, redemptions, judgedAt),
    ...judgeCredits(shop, redemptions),
    ...judgeCards(shop, redemptions),
    ...judgeDisplays(shop, members),
  ];
}

function judgeCodes({ codes }: ShopRecord, redemptions: readonly FoundRedemption[]): object[] {
  const there = new Map(codes.map((each) => [each.code.toUpperCase(), each.usages]));
  const withCode = redemptions.filter(({ code, kind }) => code !== null && kind !== 'gift_card');
  const byCode = Map.groupBy(withCode, ({ code }) => code?.toUpperCase());
  const shared = [...byCode].filter(([, all]) => all.length > 1);
  const wrong = withCode.filter(({ state, code }) => {
    const usages = there.get(code?.toUpperCase() ?? '');
    switch (state) {
      case 'ready':
        return usages !== 0;
      case 'used':
      case 'returned':
        return usages === 0;
      case 'cancelled':
        return usages !== undefined;
      default:
        return false;
    }
  });
  return [
    ...shared.map(([code, all]) => ({ problem: 'one code, several redemptions', code, all })),
    ...wrong.map((found) => ({ problem: 'code', found, usages: usagesOf(there, found) })),
  ];
}

/** Per cent that rewards give, by their keys. */
const PERCENT: Readonly<Record<string, number>> = { percent: 10, [PRIZE]: 15 };

/** A code that can be used gives what was promised, for as long, and once: whatever staff have done to its discount. */
function judgeTerms(
  { codes }: ShopRecord,
  redemptions: readonly FoundRedemption[],
  judgedAt: Date,
): object[] {
  const byCode = new Map(codes.map((each) => [each.code.toUpperCase(), each]));
  return redemptions.flatMap((found) => {
    const there = byCode.get(found.code?.toUpperCase() ?? '');
    if (found.state !== 'ready' || found.kind === 'gift_card' || !there) return [];
    const ends = there.endsAt === null ? null : Date.parse(there.endsAt);
    const isRight =
      there.usageLimit === 1 &&
      there.isForAnyCart &&
      Date.parse(there.startsAt) <= judgedAt.getTime() &&
      ends === (found.validUntil?.getTime() ?? null) &&
      there.amount === found.amount &&
      there.percent === (PERCENT[found.reward] ?? null);
    return isRight ? [] : [{ problem: 'terms of a code', found, there }];
  });
}

function usagesOf(there: ReadonlyMap<string, number>, { code }: FoundRedemption): number | null {
  return there.get(code?.toUpperCase() ?? '') ?? null;
}

/** To each customer exactly what her redemptions say, credit by credit. */
function judgeCredits({ credits }: ShopRecord, redemptions: readonly FoundRedemption[]): object[] {
  const paid = redemptions.filter(({ kind, state }) => kind === 'store_credit' && state === 'used');
  const amountsOf = (all: readonly { customerId: string; amount: number | null }[], id: string) =>
    all
      .filter(({ customerId }) => customerId === id)
      .map(({ amount }) => amount ?? 0)
      .sort((a, b) => a - b);
  const customers = new Set([...credits, ...paid].map(({ customerId }) => customerId));
  return [...customers].flatMap((customerId) => {
    const [expected, found] = [amountsOf(paid, customerId), amountsOf(credits, customerId)];
    if (String(expected) === String(found)) return [];
    return [{ problem: 'store credit', customerId, expected, found }];
  });
}

function judgeCards({ giftCards }: ShopRecord, redemptions: readonly FoundRedemption[]): object[] {
  const asked = redemptions.filter(({ kind }) => kind === 'gift_card');
  const wrong = asked.filter(({ id, state, amount }) => {
    const cards = giftCards.filter(({ redemptionId }) => redemptionId === id);
    const isRight = state === 'used' ? cards.length === 1 : cards.length === 0;
    return !isRight || cards.some((card) => card.amount !== amount);
  });
  const known = new Set(asked.map(({ id }) => id));
  const unknown = giftCards.filter(({ redemptionId }) => !known.has(redemptionId));
  return [...wrong, ...unknown].map((found) => ({ problem: 'gift card', found }));
}

/** What is written on customers is what members have. Who is no customer any more has nothing written on her. */
function judgeDisplays({ customers }: ShopRecord, members: readonly FoundMember[]): object[] {
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  return members.flatMap(({ customerId, isMerged, isErased, tier, available, pending }) => {
    const customer = byId.get(customerId);
    if (!customer || isMerged || isErased) return [];
    const { tierTags, summary } = customer;
    // Everybody is on the lowest rung: it has no tag.
    const tags = tier === null || tier === 'bronze' ? [] : [tier];
    const isRight =
      String(tierTags) === String(tags) &&
      customer.tier === tier &&
      summary?.points === available &&
      summary.pending === pending;
    if (isRight) return [];
    return [{ problem: 'display', customer, expected: { tier, available, pending } }];
  });
}
