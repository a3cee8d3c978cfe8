import type { OrderLine } from '../store/order-types.ts';
import type { Product, Variant } from '../store/product-types.ts';
import { type NewOrder, RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';

function findVariant(context: CommandContext, id: string): { product: Product; variant: Variant } {
  for (const product of context.products.all()) {
    const variant = product.variants.find((candidate) => candidate.id === id);
    if (variant) return { product, variant };
  }
  throw new RefusedByShop(`There is no product variant with the id ${id}.`);
}

/**
 * A line of a product that the shop sells.
 * @throws RefusedByShop for an unknown variant, a bad quantity or a discount beyond the price
 */
export function toLine(context: CommandContext, wanted: NewOrder['lines'][number]): OrderLine {
  const { product, variant } = findVariant(context, wanted.variantId);
  const shop = context.shop.get();
  const { quantity, discount = 0 } = wanted;
  const title = product.title[shop.primaryLocale] ?? product.handle;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RefusedByShop(`${title}: the quantity must be a whole number of at least 1.`);
  }
  if (!Number.isSafeInteger(discount) || discount < 0 || discount > variant.price * quantity) {
    throw new RefusedByShop(
      `${title}: the discount must lie between nothing and the line's price.`,
    );
  }
  const giftCard = product.giftCard ?? false;
  return {
    id: context.newId(),
    productId: product.id,
    variantId: variant.id,
    title,
    variantTitle: variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    price: variant.price,
    discount,
    // A gift card is a means of payment: the tax falls due when it is spent.
    taxRatePercent: giftCard ? 0 : (product.taxRatePercent ?? shop.taxRatePercent),
    grams: variant.grams,
    giftCard,
    ...(wanted.sellingPlan === undefined ? {} : { sellingPlan: wanted.sellingPlan }),
  };
}
