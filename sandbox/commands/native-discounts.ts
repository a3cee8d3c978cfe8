import type { Basket } from '../discounts/basket.ts';
import { toDiscountCode, toOrderDiscount } from '../discounts/order-discounts.ts';
import { type PricedBasket, priceBasket } from '../discounts/price-basket.ts';
import type { OrderDiscount } from '../store/discount-types.ts';
import type { Minor } from '../store/scalars.ts';
import type { Order, OrderLine } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { type NewOrder, RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';
import { netOfLine } from './totals.ts';

/** What an order is before its native discounts. */
export interface UndiscountedOrder {
  readonly lines: readonly OrderLine[];
  readonly wanted: NewOrder;
  readonly email: string | null;
}

/** What native discounts make of an order. */
export interface DiscountedOrder {
  readonly lines: OrderLine[];
  readonly shipping: Minor;
  readonly discountCodes: Order['discountCodes'];
  readonly discounts: OrderDiscount[];
}

/** The fee of the shop's only shipping rate: none from some subtotal on, and none where nothing is shipped. */
export function shippingFee(shop: SandboxShop, isShipped: boolean, subtotal: Minor): Minor {
  return isShipped && subtotal < shop.freeShippingFrom ? shop.shippingFee : 0;
}

function basketOf(context: CommandContext, { lines, wanted }: UndiscountedOrder): Basket {
  const isShipped = wanted.sourceName !== 'pos' && lines.some((line) => !line.giftCard);
  const byHand = (wanted.discountCodes ?? [])
    .filter(({ code, type }) => type === 'shipping' && !context.redeemCodes.find(code))
    .reduce((sum, { amount = 0 }) => sum + amount, 0);
  return {
    lines: lines.map((line) => ({ ...line, amount: netOfLine(line) })),
    shippingFee: (subtotal) =>
      Math.max(0, shippingFee(context.shop.get(), isShipped, subtotal) - byHand),
  };
}

function refuseUnused({ refused }: PricedBasket): void {
  const [first] = refused;
  if (first) throw new RefusedByShop(`The discount code ${first.code} ${first.reason}.`);
}

/** Counts a use of each code and each automatic discount. */
function countUses(context: CommandContext, { applied }: PricedBasket): void {
  for (const { discount, code } of applied) {
    if (code) context.redeemCodes.put({ ...code, usages: code.usages + 1 });
    else context.discounts.put({ ...discount, usages: discount.usages + 1 });
  }
}

/** Codes that no native discount has are taken as they are told. */
function otherCodes(context: CommandContext, wanted: NewOrder): Order['discountCodes'] {
  return (wanted.discountCodes ?? [])
    .filter(({ code }) => !context.redeemCodes.find(code))
    .map(({ code, amount = 0, type = 'fixed_amount' }) => ({ code, amount, type }));
}

/**
 * Staff decide whether a draft gets automatic discounts (`DraftOrderInput.acceptAutomaticDiscounts`), and at a point of
 * sale only some apply, in "POS Pro locations" (`DiscountAutomaticBasicInput.context`): here neither gets them.
 */
const WITHOUT_AUTOMATIC = ['pos', 'shopify_draft_order'];

/**
 * Gives an order its native discounts: those of the codes that were entered, and automatic ones where it comes from a
 * checkout.
 * @throws RefusedByShop where a native code does not apply
 */
export function discountOrder(context: CommandContext, order: UndiscountedOrder): DiscountedOrder {
  const { lines, wanted, email } = order;
  const basket = basketOf(context, order);
  const codes = (wanted.discountCodes ?? [])
    .map(({ code }) => code)
    .filter((code) => context.redeemCodes.find(code));
  const automatic = !WITHOUT_AUTOMATIC.includes(wanted.sourceName ?? '');
  const buyer = { customerId: wanted.customerId, email };
  const priced = priceBasket(context, basket, buyer, { codes, automatic });
  refuseUnused(priced);
  countUses(context, priced);
  const lineIds = lines.map(({ id }) => id);
  const discounts = priced.applied.map((applied) => toOrderDiscount(applied, lineIds));
  const discounted = lines.map((line, place) => ({
    ...line,
    discount: priced.applied.reduce((sum, one) => sum + (one.lines[place] ?? 0), line.discount),
  }));
  const subtotal = discounted.reduce((sum, line) => sum + netOfLine(line), 0);
  const waived = priced.applied.reduce((sum, one) => sum + one.shipping, 0);
  return {
    lines: discounted,
    shipping: basket.shippingFee(subtotal) - waived,
    discountCodes: [...otherCodes(context, wanted), ...discounts.flatMap(toDiscountCode)],
    discounts,
  };
}
