import type { Visit } from '../visit.ts';
import { inLocale } from '../locale.ts';
import { localPath } from '../visit.ts';
import { type PricedCart, type PricedLine, priceCart } from './cart.ts';
import { judgeDiscountCodes } from './discounts.ts';

/**
 * A line as the Ajax API shows it, https://shopify.dev/docs/api/ajax/reference/cart#get-locale-cart-js.
 * Ids stay strings: some of the sandbox's are beyond what a JavaScript number holds.
 */
export function ajaxLine(visit: Visit, { line, product, variant, price }: PricedLine) {
  const shop = visit.world.shop.get();
  const title = inLocale(product.title, visit.locale, shop);
  const single = product.variants.length === 1;
  return {
    id: variant.id,
    key: line.key,
    properties: line.properties,
    quantity: line.quantity,
    variant_id: variant.id,
    product_id: product.id,
    title: single ? title : `${title} - ${variant.title}`,
    product_title: title,
    variant_title: single ? null : variant.title,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    sku: variant.sku,
    grams: variant.grams,
    price: variant.price,
    original_price: variant.price,
    final_price: variant.price,
    discounted_price: variant.price,
    line_price: price,
    original_line_price: price,
    final_line_price: price,
    total_discount: 0,
    discounts: [],
    line_level_discount_allocations: [],
    gift_card: product.giftCard ?? false,
    requires_shipping: !product.giftCard,
    taxable: !product.giftCard,
    product_has_only_default_variant: single,
    url: localPath(visit, `/products/${product.handle}?variant=${variant.id}`),
    image: product.image,
    featured_image: { url: product.image, alt: title, aspect_ratio: 1 },
  };
}

/** The cart as the Ajax API shows it. Money in minor units. */
export function ajaxCart(visit: Visit, priced: PricedCart) {
  return {
    token: priced.cart.token,
    note: priced.cart.note,
    attributes: priced.cart.attributes,
    original_total_price: priced.subtotal,
    total_price: priced.subtotal,
    items_subtotal_price: priced.subtotal,
    total_discount: 0,
    total_weight: priced.grams,
    item_count: priced.itemCount,
    items: priced.lines.map((line) => ajaxLine(visit, line)),
    requires_shipping: priced.requiresShipping,
    currency: visit.world.shop.get().currency,
    cart_level_discount_applications: [],
    discount_codes: judgeDiscountCodes(priced),
  };
}

/** The visit's cart at today's prices. */
export function pricedCartOf(visit: Visit): PricedCart {
  return priceCart(visit.cart, visit.world.products.all());
}
