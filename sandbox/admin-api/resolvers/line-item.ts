import { unshippedQuantity } from '../../commands/shipped.ts';
import { netOfLine, refundedQuantity, taxIsIncluded, taxOfLine } from '../../commands/totals.ts';
import type { Order, OrderLine } from '../../store/order-types.ts';
import { toList } from '../connection.ts';
import { fieldsOf } from '../context.ts';
import { findProduct } from '../find.ts';
import { toGid } from '../gid.ts';
import { toMoneyBag } from '../money.ts';
import { lineAllocationsOf } from './discount-applications.ts';
import { toTaxLines } from './tax-line.ts';

/** A line with the order it belongs to. */
export interface LineOfOrder extends OrderLine {
  readonly order: Order;
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/LineItem */
export const lineItemFields = fieldsOf<LineOfOrder>({
  id: (line) => toGid('LineItem', line.id),
  title: (line) => line.title,
  variantTitle: (line) => line.variantTitle,
  name: (line) => (line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title),
  sku: (line) => line.sku,
  vendor: (line) => line.vendor,
  quantity: (line) => line.quantity,
  currentQuantity: (line) => line.quantity - refundedQuantity(line.order, line.id),
  refundableQuantity: (line) => line.quantity - refundedQuantity(line.order, line.id),
  unfulfilledQuantity: (line) => unshippedQuantity(line.order, line),
  isGiftCard: (line) => line.giftCard,
  requiresShipping: (line) => !line.giftCard,
  originalUnitPriceSet: (line) => toMoneyBag(line.price, line.order.currency),
  originalTotalSet: (line) => toMoneyBag(line.price * line.quantity, line.order.currency),
  totalDiscountSet: (line) => toMoneyBag(line.discount, line.order.currency),
  discountedTotalSet: (line) => toMoneyBag(netOfLine(line), line.order.currency),
  discountAllocations: (line) => lineAllocationsOf(line.order, line.id),
  taxLines: (line, arguments_, { world }) => {
    const included = taxIsIncluded(line.order, world.shop.get().taxesIncluded);
    const tax = taxOfLine(line, included);
    return toList(toTaxLines(tax, line.taxRatePercent, line.order.currency), arguments_);
  },
  sellingPlan: ({ sellingPlan }) =>
    sellingPlan === undefined ? null : { name: sellingPlan, sellingPlanId: null },
  product: (line, _arguments, context) => findProduct(context, line.productId),
  variant: (line, _arguments, context) => {
    const product = findProduct(context, line.productId);
    const variant = product?.variants.find(({ id }) => id === line.variantId);
    return product && variant ? { ...variant, product } : null;
  },
});
