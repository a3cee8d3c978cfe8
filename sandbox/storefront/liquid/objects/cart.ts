import type { PricedCart } from '../../cart/cart.ts';
import { ajaxLine } from '../../cart/ajax-cart.ts';
import { judgeDiscountCodes } from '../../cart/discounts.ts';
import { localPath, type Visit } from '../../visit.ts';
import { productObject } from './catalog.ts';

/** https://shopify.dev/docs/api/liquid/objects/cart */
export function cartObject(visit: Visit, priced: PricedCart) {
  return {
    item_count: priced.itemCount,
    items: priced.lines.map((line) => {
      const product = productObject(visit, line.product);
      return {
        ...ajaxLine(visit, line),
        product,
        variant: product.variants.find((variant) => variant.id === line.variant.id),
        image: product.featured_image,
        url_to_remove: localPath(visit, `/cart/change?id=${line.line.key}&quantity=0`),
      };
    }),
    empty: priced.lines.length === 0,
    items_subtotal_price: priced.subtotal,
    original_total_price: priced.subtotal,
    total_price: priced.subtotal,
    total_discount: 0,
    total_weight: priced.grams,
    note: priced.cart.note,
    attributes: priced.cart.attributes,
    discount_codes: judgeDiscountCodes(priced),
    discount_applications: [],
    cart_level_discount_applications: [],
    requires_shipping: priced.requiresShipping,
    taxes_included: visit.world.shop.get().taxesIncluded,
    currency: { iso_code: visit.world.shop.get().currency },
  };
}
