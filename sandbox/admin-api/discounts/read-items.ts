import type { DiscountItems } from '../../store/discount-types.ts';
import type { Id } from '../../store/scalars.ts';
import type { World } from '../../world.ts';
import { parseGid } from '../gid.ts';
import type { Complaints } from './complaints.ts';
import type { ItemsInput } from './input.ts';

type Catalogue = Pick<World, 'products' | 'collections'>;

/** The bare ids of global ids of one type, each of which has to exist. */
export function readIds(
  gids: readonly string[] | null | undefined,
  type: string,
  exists: (id: Id) => boolean,
  complain: (legacyId: string) => void,
): Id[] {
  return (gids ?? []).flatMap((gid) => {
    const parsed = parseGid(gid);
    if (parsed?.type === type && exists(parsed.id)) return [parsed.id];
    complain(gid.split('/').at(-1) ?? gid);
    return [];
  });
}

/** What is left of a list once some is added and some removed. */
export function changeIds(before: readonly Id[], add: readonly Id[], remove: readonly Id[]): Id[] {
  return [...new Set([...before, ...add])].filter((id) => !remove.includes(id));
}

function bare(gids: readonly string[] | null | undefined): Id[] {
  return (gids ?? []).map((gid) => gid.split('/').at(-1) ?? '');
}

function hasVariant({ products }: Catalogue, id: Id): boolean {
  return products.all().some(({ variants }) => variants.some((variant) => variant.id === id));
}

function readProducts(
  catalogue: Catalogue,
  input: NonNullable<ItemsInput['products']>,
  before: DiscountItems | null,
  complaints: Complaints,
): DiscountItems {
  const old = before?.kind === 'products' ? before : { productIds: [], variantIds: [] };
  const products = readIds(
    input.productsToAdd,
    'Product',
    (id) => catalogue.products.get(id) !== undefined,
    (id) => complaints.add(['productsToAdd'], `Product with id: ${id} is invalid`, 'INVALID'),
  );
  const variants = readIds(
    input.productVariantsToAdd,
    'ProductVariant',
    (id) => hasVariant(catalogue, id),
    (id) =>
      complaints.add(
        ['productVariantsToAdd'],
        `Product variant with id: ${id} is invalid`,
        'INVALID',
      ),
  );
  return {
    kind: 'products',
    productIds: changeIds(old.productIds, products, bare(input.productsToRemove)),
    variantIds: changeIds(old.variantIds, variants, bare(input.productVariantsToRemove)),
  };
}

/**
 * What a discount is for: everything, or products, or collections.
 * @param before as it is, where the discount is updated
 * @returns null where nothing was named
 */
export function readItems(
  catalogue: Catalogue,
  input: ItemsInput | null | undefined,
  before: DiscountItems | null,
  complaints: Complaints,
): DiscountItems | null {
  const { products, collections } = input ?? {};
  if (products && collections) {
    const message = 'Cannot entitle collections in combination with product variants or products';
    complaints.add(['collections', 'add'], message, 'CONFLICT');
    return before;
  }
  if (products) return readProducts(catalogue, products, before, complaints.below('products'));
  if (collections) {
    const old = before?.kind === 'collections' ? before.collectionIds : [];
    const added = readIds(
      collections.add,
      'Collection',
      (id) => catalogue.collections.get(id) !== undefined,
      (id) =>
        complaints.add(['collections', 'add'], `Collection with id: ${id} is invalid`, 'INVALID'),
    );
    return {
      kind: 'collections',
      collectionIds: changeIds(old, added, bare(collections.remove)),
    };
  }
  return input?.all ? { kind: 'all' } : before;
}
