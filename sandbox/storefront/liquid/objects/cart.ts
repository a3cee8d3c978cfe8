import type { PricedCart } from '../../cart/cart.ts';
import { ajaxLine } from '../../cart/ajax-cart.ts';
import { cartDiscounts, discountApplications, lineDiscounts } from '../../cart/discount-objects.ts';
import { discountVisit } from '../../cart/discounts.ts';
import { localPath, type Visit } from '../../visit.ts';
import { productObject } from './catalog.ts';

/** https://shopify.dev/docs/api/liquid/objects/cart */
export function cartObject(visit: Visit, priced: PricedCart) {
  const discounts = discountVisit(visit, priced);
  return {
    item_count: priced.itemCount,
    items: priced.lines.map((line, place) => {
      const product = productObject(visit, line.product);
      return {
        ...ajaxLine(visit, line, lineDiscounts(discounts, place)),
        product,
        variant: product.variants.find((variant) => variant.id === line.variant.id),
        image: product.featured_image,
        url_to_remove: localPath(visit, `/cart/change?id=${line.line.key}&quantity=0`),
      };
    }),
    empty: priced.lines.length === 0,
    ...cartDiscounts(discounts, priced.subtotal),
    discount_applications: discountApplications(discounts),
    total_weight: priced.grams,
    note: priced.cart.note,
    attributes: priced.cart.attributes,
    requires_shipping: priced.requiresShipping,
    taxes_included: visit.world.shop.get().taxesIncluded,
    currency: { iso_code: visit.world.shop.get().currency },
  };
}
