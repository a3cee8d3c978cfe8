import type { Minor } from '../../../store/scalars.ts';
import type { Address } from '../../../store/customer-types.ts';
import type { Order, OrderLine } from '../../../store/order-types.ts';
import { inLocale } from '../../locale.ts';
import { localPath, type Visit } from '../../visit.ts';

/** What the lines of an order cost after their discounts, refunds not yet taken off. */
export function orderSubtotal(order: Order): Minor {
  return order.lines.reduce((sum, line) => sum + line.price * line.quantity - line.discount, 0);
}

/** Money that went back to the customer. */
export function orderRefunded(order: Order): Minor {
  const transactions = order.refunds.flatMap((refund) => refund.transactions);
  return transactions
    .filter(({ kind, status }) => kind === 'refund' && status === 'success')
    .reduce((sum, { amount }) => sum + amount, 0);
}

function regionName(code: string, locale: string): string | undefined {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code);
}

/** https://shopify.dev/docs/api/liquid/objects/address */
export function addressObject(address: Address | null, locale: string) {
  if (!address) return null;
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    street: address.address1,
    zip: address.zip,
    city: address.city,
    // In the reader's language; the shop keeps the English name.
    country: regionName(address.countryCode, locale) ?? address.country,
    country_code: address.countryCode,
    phone: address.phone,
  };
}

function lineObject(visit: Visit, order: Order, line: OrderLine) {
  const product = visit.world.products.get(line.productId);
  const shop = visit.world.shop.get();
  const title = product ? inLocale(product.title, visit.locale, shop) : line.title;
  const refunded = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((refundLine) => refundLine.lineId === line.id)
    .reduce((sum, refundLine) => sum + refundLine.quantity, 0);
  return {
    id: line.id,
    title,
    product_title: title,
    variant_title: (product?.variants.length ?? 1) > 1 ? line.variantTitle : null,
    quantity: line.quantity,
    refunded_quantity: refunded,
    sku: line.sku,
    vendor: line.vendor,
    price: line.price,
    final_line_price: line.price * line.quantity - line.discount,
    original_line_price: line.price * line.quantity,
    image: product ? { src: product.image, alt: title } : null,
    url: product ? localPath(visit, `/products/${product.handle}`) : null,
  };
}

/** https://shopify.dev/docs/api/liquid/objects/order */
export function orderObject(visit: Visit, order: Order) {
  const subtotal = orderSubtotal(order);
  return {
    id: order.id,
    name: order.name,
    order_number: order.number,
    created_at: order.processedAt,
    email: order.email,
    financial_status: order.financialStatus,
    fulfillment_status: order.fulfillmentStatus ?? 'unfulfilled',
    cancelled: order.cancelledAt !== null,
    cancelled_at: order.cancelledAt,
    line_items: order.lines.map((line) => lineObject(visit, order, line)),
    item_count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    line_items_subtotal_price: subtotal,
    shipping_price: order.shipping,
    tax_price: order.tax,
    total_price: subtotal + order.shipping,
    total_refunded_amount: orderRefunded(order),
    shipping_address: addressObject(order.address, visit.locale),
    customer_url: localPath(visit, `/account/orders/${order.id}`),
  };
}
