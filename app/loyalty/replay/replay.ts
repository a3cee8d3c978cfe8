import { type ShopTerms, weighOrder } from '../earning/judge-order.ts';
import { datesOfLot } from '../ledger/lot-dates.ts';
import type { OrderFact } from '../orders/order-fact.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';
import { type ReplayedMember, type ReplayFigures, sumFigures } from './figures.ts';
import { NumberColumn } from './number-column.ts';
import { countUntil, OrderRecords } from './order-records.ts';
import { type ReplayedTerms, replayedTerms } from './replayed-terms.ts';
import { walkMember } from './walk-member.ts';

/**
 * Runs a program over a history: what settling would have in the ledger at a moment, without a ledger. Orders come in any
 * order, one state of each; they are judged by the rules that judge live ones, each in its place among its member's (the
 * ledger's laws 4 and 5). Whoever buys is taken for a member from her first order on that could ever earn; nobody spends
 * or claims anything.
 */
export class Replay {
  private readonly versions: readonly ProgramVersion[];
  private readonly shop: ShopTerms;
  private readonly terms: ReplayedTerms;
  private readonly earning: OrderRecords;
  /** When orders were placed that earn nothing, and those for which there is nobody. */
  private readonly notEarning = new NumberColumn();
  private readonly ofGuests = new NumberColumn();
  /** By the customer's number; `Infinity` for who never joins. */
  private readonly joinedAt: number[] = [];

  /**
   * @param versions of the program, without those that were withdrawn
   * @throws RangeError where one of them asks for single products or for what Shopify says of customers
   */
  constructor(versions: readonly ProgramVersion[], shop: ShopTerms) {
    this.versions = versions;
    this.shop = shop;
    this.terms = replayedTerms(versions);
    this.earning = new OrderRecords(this.terms.hasLines);
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
    const { version, order, never, notNow } = weighOrder(fact, this.versions, this.shop, ALONE);
    const customer = this.earning.numberOf(customerId);
    this.joinedAt[customer] = Math.min(
      this.joinedAt[customer] ?? Infinity,
      never === null ? at : Infinity,
    );
    if (!version || never !== null || notNow !== null) {
      this.notEarning.push(at);
      return;
    }
    const { counted, lines } = order;
    const sourceName = this.terms.hasLines ? order.sourceName : '';
    this.earning.add({
      ...{ customer, orderId, at, counted },
      terms: { version, currency, sourceName },
      linesCounted: lines.reduce((sum, line) => sum + line.counted, 0),
      units: lines.reduce((sum, { units }) => sum + units, 0),
      dates: datesOfLot(version.program.earning, fact, null, this.shop.timezone),
    });
  }

  /**
   * Everybody who is a member at a moment. Orders placed after it do not exist yet; those before it are as they were taken
   * in, for a history does not tell when they were paid, cancelled or refunded.
   * @param moment milliseconds since 1970
   */
  *membersAt(moment: number): Generator<ReplayedMember> {
    const { versions, shop, terms, earning: records } = this;
    let number = 0;
    for (const [customerId, links] of records.linksByCustomer(moment)) {
      const joinedAt = this.joinedAt[number] ?? Infinity;
      number += 1;
      if (joinedAt > moment) continue;
      yield walkMember(customerId, links, joinedAt, { versions, shop, terms, records, moment });
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
    const program = versionInForce(this.versions, new Date(moment))?.program;
    return sumFigures(this.membersAt(moment), counts, program);
  }
}

/** How every order is weighed: no history knows of chargebacks, and whoever buys is a member. */
const ALONE = { traits: null, chargedBack: false, hasMember: true };
