import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';

/** The least that a replay could be: no rules, no order among a member's orders, nothing kept but sums. */
export class BareSums {
  private readonly byCustomer = new Map<string, number>();
  private latest = 0;

  add({ customerId, processedAt, lines }: OrderFact): void {
    this.latest = Math.max(this.latest, Date.parse(processedAt));
    let sum = this.byCustomer.get(customerId ?? '') ?? 0;
    for (const line of lines) sum += line.gross - line.discount - line.refunded;
    this.byCustomer.set(customerId ?? '', sum);
  }

  total(): number {
    let total = 0;
    for (const sum of this.byCustomer.values()) total += sum;
    return total;
  }
}
