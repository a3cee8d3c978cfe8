interface Money {
  readonly shop_money: { readonly amount: string; readonly currency_code: string };
}

type Maybe<Value> = Value | null | undefined;

/** An order's body as JSON has it, as far as it decides about points. */
interface OrderJson {
  readonly customer?: unknown;
  readonly test?: Maybe<boolean>;
  readonly company?: unknown;
  readonly created_at: string;
  readonly processed_at?: Maybe<string>;
  readonly cancelled_at?: Maybe<string>;
  readonly financial_status?: Maybe<string>;
  readonly taxes_included?: Maybe<boolean>;
  readonly total_price_set: Money;
  readonly total_shipping_price_set?: Maybe<Money>;
  readonly current_shipping_price_set?: Maybe<Money>;
  readonly line_items: readonly {
    readonly id: number | string;
    readonly quantity: number;
    readonly price_set: Money;
    readonly gift_card?: Maybe<boolean>;
    readonly discount_allocations?: readonly { readonly amount_set: Money }[];
  }[];
  readonly refunds?: readonly RefundJson[];
}

interface RefundJson {
  readonly refund_line_items?: readonly {
    readonly line_item_id: number | string;
    readonly subtotal_set: Money;
    readonly total_tax_set?: Maybe<Money>;
  }[];
  readonly order_adjustments?: readonly {
    readonly kind?: Maybe<string>;
    readonly amount_set: Money;
    readonly tax_amount_set?: Maybe<Money>;
  }[];
  readonly transactions?: readonly { readonly status?: Maybe<string> }[];
}

/**
 * What an order is worth by the first program, in a shop whose money is the euro: computed from the body itself, in
 * exact arithmetic, and sharing nothing with the app.
 * @param body a readable order
 * @param programStart when the program began
 * @returns points
 */
export function pointsByHand(body: unknown, programStart: Date): bigint {
  const order = body as OrderJson;
  const placed = Date.parse(order.processed_at ?? order.created_at);
  const earns =
    order.customer !== null &&
    order.customer !== undefined &&
    order.test !== true &&
    (order.company ?? null) === null &&
    placed >= programStart.getTime() &&
    order.total_price_set.shop_money.currency_code === 'EUR' &&
    (order.cancelled_at ?? null) === null &&
    /^(paid|partially_refunded|refunded)$/.test(order.financial_status ?? '');
  if (!earns) return 0n;

  const refunds = (order.refunds ?? []).filter(standing);
  const refundedLines = refunds.flatMap((refund) => refund.refund_line_items ?? []);
  let net = 0n;
  for (const line of order.line_items) {
    if (line.gift_card === true) continue;
    const discounts = (line.discount_allocations ?? []).map((part) => cents(part.amount_set));
    const back = refundedLines
      .filter((refunded) => String(refunded.line_item_id) === String(line.id))
      .map((refunded) => cents(refunded.subtotal_set));
    const left = cents(line.price_set) * BigInt(line.quantity) - sum(discounts) - sum(back);
    net += left > 0n ? left : 0n;
  }

  const byAmount = notBelowZero(
    -sum(
      refunds
        .flatMap((refund) => refund.order_adjustments ?? [])
        .filter(({ kind }) => (kind ?? 'refund_discrepancy') === 'refund_discrepancy')
        .map((adjustment) => cents(adjustment.amount_set) + cents(adjustment.tax_amount_set)),
    ),
  );
  const { total_shipping_price_set: shipping, current_shipping_price_set: shippingNow } = order;
  const shippingBack =
    shipping && shippingNow ? notBelowZero(cents(shipping) - cents(shippingNow)) : 0n;
  const withLines = refundedLines.map(
    (line) => cents(line.subtotal_set) + (order.taxes_included ? 0n : cents(line.total_tax_set)),
  );
  const remaining = notBelowZero(cents(order.total_price_set) - sum(withLines) - shippingBack);
  const charged = [remaining, byAmount, 1n].reduce((most, each) => (each > most ? each : most));
  // Rounded half up.
  const share = (2n * net * byAmount + charged) / (2n * charged);
  return notBelowZero(net - share) / 100n;
}

/** Money moved or may still, unless every one of its transactions failed. */
function standing({ transactions = [] }: RefundJson): boolean {
  return (
    transactions.length === 0 ||
    transactions.some(({ status }) => !['failure', 'error'].includes((status ?? '').toLowerCase()))
  );
}

/** Hundredths, rounded half away from zero. */
function cents(money: Maybe<Money>): bigint {
  if (!money) return 0n;
  const { amount } = money.shop_money;
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const thousandths = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0').slice(0, 3));
  const rounded = (thousandths + 5n) / 10n;
  return amount.startsWith('-') ? -rounded : rounded;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function notBelowZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
