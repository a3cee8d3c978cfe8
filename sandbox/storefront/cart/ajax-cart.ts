import type { Visit } from '../visit.ts';
import { inLocale } from '../locale.ts';
import { localPath } from '../visit.ts';
import { type PricedCart, type PricedLine, priceCart } from './cart.ts';
import { cartDiscounts, lineDiscounts } from './discount-objects.ts';
import { discountVisit } from './discounts.ts';

type LineDiscounts = ReturnType<typeof lineDiscounts>;

/**
 * A line as the Ajax API shows it, https://shopify.dev/docs/api/ajax/reference/cart#get-locale-cart-js.
 * Ids stay strings: some of the sandbox's are beyond what a JavaScript number holds.
 */
export function ajaxLine(visit: Visit, priced: PricedLine, discounts: LineDiscounts) {
  const { line, product, variant, price } = priced;
  const finalPrice = price - discounts.total_discount;
  const finalUnitPrice = Math.round(finalPrice / line.quantity);
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
    final_price: finalUnitPrice,
    discounted_price: finalUnitPrice,
    line_price: finalPrice,
    original_line_price: price,
    final_line_price: finalPrice,
    ...discounts,
    gift_card: product.giftCard ?? false,
    requires_shipping: !product.giftCard,
    taxable: !product.giftCard,
    product_has_only_default_variant: single,
    url: localPath(visit, `/products/${product.handle}?variant=${variant.id}`),
    image: product.image,
    featured_image: { url: product.image, alt: title, aspect_ratio: 1 },
  };
}

/** The lines of a cart, each with its discounts. */
export function ajaxLines(visit: Visit, priced: PricedCart) {
  const discounts = discountVisit(visit, priced);
  return priced.lines.map((line, place) => ajaxLine(visit, line, lineDiscounts(discounts, place)));
}

/** The cart as the Ajax API shows it. Money in minor units. */
export function ajaxCart(visit: Visit, priced: PricedCart) {
  const discounts = discountVisit(visit, priced);
  return {
    token: priced.cart.token,
    note: priced.cart.note,
    attributes: priced.cart.attributes,
    total_weight: priced.grams,
    item_count: priced.itemCount,
    items: ajaxLines(visit, priced),
    requires_shipping: priced.requiresShipping,
    currency: visit.world.shop.get().currency,
    ...cartDiscounts(discounts, priced.subtotal),
  };
}

/** The visit's cart at today's prices. */
export function pricedCartOf(visit: Visit): PricedCart {
  return priceCart(visit.cart, visit.world.products.all());
}
