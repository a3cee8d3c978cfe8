/** Something of the shop that a program speaks of, by Shopify's id. */
export interface CatalogReference {
  /** A variant counts as a product: programs name both by their id alone. */
  readonly kind: 'product' | 'collection';
  readonly id: string;
}

/** A reference as one text, to be found in a set. */
export function textOfReference({ kind, id }: CatalogReference): string {
  return `${kind} ${id}`;
}
