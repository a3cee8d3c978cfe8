import { EarnedByTrack, walkChain } from './chain.ts';
import { type ShopTerms, weighOrder, worthInPlace } from './judge-order.ts';
import { type Ladder, tierReached } from './ladder.ts';
import { datesOfLot } from './lot-dates.ts';
import type { OrderFact } from './order-fact.ts';
import { type ProgramVersion, versionInForce } from './program.ts';
import { type ReplayedMember, type ReplayFigures, sumFigures } from './replay/figures.ts';
import { NumberColumn } from './replay/number-column.ts';
import { countUntil, OrderRecords, type RecordLink } from './replay/order-records.ts';

/**
 * Runs a program over a history: what settling would have in the ledger at a moment, without a ledger. Orders come in any
 * order, one state of each; they are judged by the rules that judge live ones, each in its place among its member's (the
 * ledger's laws 4 and 5). Whoever buys is taken for a member from her first order on that could ever earn; nobody spends
 * or claims anything.
 */
export class Replay {
  private readonly versions: readonly ProgramVersion[];
  private readonly shop: ShopTerms;
  private readonly earning = new OrderRecords();
  /** When orders were placed that earn nothing, and those for which there is nobody. */
  private readonly notEarning = new NumberColumn();
  private readonly ofGuests = new NumberColumn();
  /** By the customer's number; `Infinity` for who never joins. */
  private readonly joinedAt: number[] = [];

  /** @param versions of the program, without those that were withdrawn */
  constructor(versions: readonly ProgramVersion[], shop: ShopTerms) {
    this.versions = versions;
    this.shop = shop;
  }

  /**
   * Takes an order in.
   * @throws AmountError when its amounts are too large to be exact
   */
  add(fact: OrderFact): void {
    const { customerId, orderId, currency } = fact;
    const at = Date.parse(fact.processedAt);
    if (customerId === null) {
      this.ofGuests.push(at);
      return;
    }
    const { version, count, never, notNow } = weighOrder(fact, this.versions, this.shop, ALONE);
    const customer = this.earning.numberOf(customerId);
    this.joinedAt[customer] = Math.min(
      this.joinedAt[customer] ?? Infinity,
      never === null ? at : Infinity,
    );
    if (!version || never !== null || notNow !== null) {
      this.notEarning.push(at);
      return;
    }
    const dates = datesOfLot(version.program.earning, fact, null);
    this.earning.add({
      customer,
      orderId,
      at,
      terms: { version, currency },
      counted: count.counted,
      maturesAt: dates.maturesAt ?? -Infinity,
      expiresAt: dates.expiresAt ?? Infinity,
    });
  }

  /**
   * Everybody who is a member at a moment. Orders placed after it do not exist yet; those before it are as they were taken
   * in, for a history does not tell when they were paid, cancelled or refunded.
   * @param moment milliseconds since 1970
   */
  *membersAt(moment: number): Generator<ReplayedMember> {
    const ladder = this.ladderAt(moment);
    let number = 0;
    for (const [customerId, links] of this.earning.linksByCustomer(moment)) {
      const joinedAt = this.joinedAt[number] ?? Infinity;
      number += 1;
      if (joinedAt > moment) continue;
      const sums = this.walk(links, moment);
      yield { customerId, ...sums, tier: tierReached(ladder, sums.earned) };
    }
  }

  /**
   * What the program comes to at a moment.
   * @param moment milliseconds since 1970
   * @throws AmountError when there are more points than can be counted
   */
  figuresAt(moment: number): ReplayFigures {
    const ordersNotEarning = countUntil(this.notEarning, moment);
    const guestOrders = countUntil(this.ofGuests, moment);
    const orders = this.earning.countUntil(moment) + ordersNotEarning + guestOrders;
    const counts = { orders, ordersNotEarning, guestOrders };
    return sumFigures(this.membersAt(moment), counts, this.ladderAt(moment));
  }

  private ladderAt(moment: number): Ladder {
    return versionInForce(this.versions, new Date(moment))?.program.tiers ?? [];
  }

  private walk(links: readonly RecordLink[], moment: number) {
    const sums = { earned: 0, pending: 0, available: 0, expired: 0, promotions: 0 };
    walkChain(links, new EarnedByTrack([]), ({ record }, earnedBefore) => {
      const { terms, counted, maturesAt, expiresAt } = this.earning.read(record);
      const { version, currency } = terms;
      const points = worthInPlace(version, counted, currency, { earnedBefore, claimedAt: null });
      sums.earned += points;
      if (maturesAt > moment) sums.pending += points;
      else if (expiresAt <= moment) sums.expired += points;
      else sums.available += points;
      const { tiers } = version.program;
      const isLifted = tierReached(tiers, earnedBefore) !== tierReached(tiers, sums.earned);
      if (isLifted) sums.promotions += 1;
      return points;
    });
    return sums;
  }
}

/** How every order is weighed: no history knows of chargebacks, and whoever buys is a member. */
const ALONE = { chargedBack: false, hasMember: true };
