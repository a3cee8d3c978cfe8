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
  readonly original_total_duties_set?: Maybe<Money>;
  readonly current_total_duties_set?: Maybe<Money>;
  readonly line_items: readonly LineJson[];
  readonly shipping_lines?: Maybe<readonly ShippingLineJson[]>;
  readonly refunds?: readonly RefundJson[];
}

interface LineJson {
  readonly id: number | string;
  readonly quantity: number;
  readonly price_set: Money;
  readonly gift_card?: Maybe<boolean>;
  readonly discount_allocations?: readonly { readonly amount_set: Money }[];
  readonly tip?: unknown;
  readonly tip_payment_gateway?: unknown;
  readonly tip_payment_method?: unknown;
}

interface ShippingLineJson {
  readonly price_set: Money;
  readonly discount_allocations?: readonly { readonly amount_set: Money }[];
  readonly tax_lines?: readonly { readonly price_set: Money }[];
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
  /** What should be a text may be a number in a broken body, and is read as if it were one. */
  readonly transactions?: readonly { readonly status?: Maybe<string | number | boolean> }[];
}

/**
 * What an order is worth by the first program, in a shop whose money is the euro: computed from the body itself, in
 * exact arithmetic, and sharing nothing with the app.
 * @param body a readable order, of which no gift card paid a part: what such a part was only the Admin API tells
 * @param programStart when the program began
 * @returns points
 */
export function pointsByHand(body: unknown, programStart: Date): bigint {
  const order = body as OrderJson;
  if (!earns(order, programStart)) return 0n;
  const refunds = (order.refunds ?? []).filter(standing);
  const net = sum(order.line_items.map((line) => leftOf(line, refunds)));
  const byAmount = refundedByAmount(refunds);
  const remaining = notBelowZero(cents(order.total_price_set) - refundedBesides(order, refunds));
  const cost = [remaining, byAmount, 1n].reduce((most, each) => (each > most ? each : most));
  return notBelowZero(net - halfUp(net * byAmount, cost)) / 100n;
}

function earns(order: OrderJson, programStart: Date): boolean {
  const placed = Date.parse(order.processed_at ?? order.created_at);
  return (
    order.customer !== null &&
    order.customer !== undefined &&
    order.test !== true &&
    (order.company ?? null) === null &&
    placed >= programStart.getTime() &&
    order.total_price_set.shop_money.currency_code === 'EUR' &&
    (order.cancelled_at ?? null) === null &&
    /^(paid|partially_refunded|refunded)$/.test(order.financial_status ?? '')
  );
}

/** What counts of a line. A gift card counts when it is used, and a tip is none of the goods. */
function leftOf(line: LineJson, refunds: readonly RefundJson[]): bigint {
  const marks = [line.tip, line.tip_payment_gateway, line.tip_payment_method];
  if (line.gift_card === true || marks.some((mark) => (mark ?? null) !== null)) return 0n;
  const back = refunds
    .flatMap((refund) => refund.refund_line_items ?? [])
    .filter((refunded) => String(refunded.line_item_id) === String(line.id))
    .map((refunded) => cents(refunded.subtotal_set));
  const price = notBelowZero(cents(line.price_set) * BigInt(line.quantity) - discountOf(line));
  return notBelowZero(price - sum(back));
}

function refundedByAmount(refunds: readonly RefundJson[]): bigint {
  const amounts = refunds
    .flatMap((refund) => refund.order_adjustments ?? [])
    .filter(({ kind }) => (kind ?? 'refund_discrepancy') === 'refund_discrepancy')
    .map((adjustment) => cents(adjustment.amount_set) + cents(adjustment.tax_amount_set));
  return notBelowZero(-sum(amounts));
}

/** What was paid back for lines, shipping and duties; tax where it came on top of the prices. */
function refundedBesides(order: OrderJson, refunds: readonly RefundJson[]): bigint {
  const onTop = order.taxes_included === true ? 0n : 1n;
  const ofLines = refunds
    .flatMap((refund) => refund.refund_line_items ?? [])
    .map((line) => cents(line.subtotal_set) + onTop * cents(line.total_tax_set));
  const duties = cents(order.original_total_duties_set) - cents(order.current_total_duties_set);
  const shipping = shippingBack(order, refunds);
  return sum(ofLines) + notBelowZero(duties) + shipping.amount + onTop * shipping.tax;
}

/** Refunded shipping, and the tax on it: as much of the shipping's tax as was refunded of the shipping. */
function shippingBack(
  order: OrderJson,
  refunds: readonly RefundJson[],
): { amount: bigint; tax: bigint } {
  const lines = order.shipping_lines ?? [];
  const charged = order.shipping_lines
    ? sum(lines.map((line) => cents(line.price_set) - discountOf(line)))
    : cents(order.total_shipping_price_set);
  // Asked only where it decides: elsewhere anything may stand there.
  const ofOldBodies = () =>
    refunds
      .flatMap((refund) => refund.order_adjustments ?? [])
      .filter(({ kind }) => kind === 'shipping_refund')
      .map(({ amount_set }) => -cents(amount_set));
  const { current_shipping_price_set: current } = order;
  const amount = notBelowZero(current ? charged - cents(current) : sum(ofOldBodies()));
  const taxes = lines.flatMap((line) =>
    (line.tax_lines ?? []).map((part) => cents(part.price_set)),
  );
  const tax = charged > 0n ? notBelowZero(sum(taxes)) : 0n;
  return {
    amount,
    tax: tax - (tax === 0n ? 0n : halfUp(tax * notBelowZero(charged - amount), charged)),
  };
}

function discountOf({ discount_allocations = [] }: Pick<LineJson, 'discount_allocations'>): bigint {
  return sum(discount_allocations.map((part) => cents(part.amount_set)));
}

function halfUp(amount: bigint, divisor: bigint): bigint {
  return (2n * amount + divisor) / (2n * divisor);
}

/** Money moved or may still, unless every one of its transactions failed. */
function standing({ transactions = [] }: RefundJson): boolean {
  return (
    transactions.length === 0 ||
    transactions.some(
      ({ status }) => !['failure', 'error'].includes(String(status ?? '').toLowerCase()),
    )
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
