import type { OrderTraits } from './order-traits.ts';
import type { LineScope, ProductScope } from '../program/parts.ts';

/** What of a line a scope looks at. */
export interface ScopedLine {
  readonly productId: string | null;
}

/** Whether a scope speaks of a line; `not_known` where that depends on what was never learnt of its product. */
export type InScope = 'yes' | 'no' | 'not_known';

/**
 * Whether a scope speaks of a line. Words are compared as Shopify does: capitals make no difference. What is no product of
 * the shop's is in no list, so it belongs to whatever is not excepted.
 */
export function inScope(scope: LineScope, line: ScopedLine, traits: OrderTraits | null): InScope {
  if (scope === 'all') return 'yes';
  if ('only' in scope) return names(scope.only, line, traits);
  const isNamed = names(scope.except, line, traits);
  if (isNamed === 'not_known') return 'not_known';
  return isNamed === 'yes' ? 'no' : 'yes';
}

/** Whether a list of products names a line's. */
export function names(
  scope: ProductScope,
  { productId }: ScopedLine,
  traits: OrderTraits | null,
): InScope {
  if (productId === null) return 'no';
  if (scope.products.includes(productId)) return 'yes';
  if (!asksForTraits(scope)) return 'no';
  const product = traits?.products[productId];
  if (!product) return 'not_known';
  const isNamed =
    product.collections.some((id) => scope.collections.includes(id)) ||
    includesWord(scope.vendors, product.vendor) ||
    includesWord(scope.types, product.type) ||
    product.tags.some((tag) => includesWord(scope.tags, tag));
  return isNamed ? 'yes' : 'no';
}

/** Whether a list of products asks for more than their ids. */
export function asksForTraits(scope: ProductScope): boolean {
  const { collections, vendors, types, tags } = scope;
  return [collections, vendors, types, tags].some((list) => list.length > 0);
}

/** Whether a word is in a list, in capitals or not. */
export function includesWord(list: readonly string[], word: string): boolean {
  const wanted = word.trim().toLowerCase();
  return list.some((each) => each.toLowerCase() === wanted);
}
