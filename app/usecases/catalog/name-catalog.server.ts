import { findCatalogNames, saveCatalogNames } from '#app/db/catalog/catalog-names.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { type CatalogReference, textOfReference } from '#app/loyalty/catalog/reference.ts';
import { readCatalogNames } from '#app/shopify/products/read-catalog-names.server.ts';
import { storableTextOrNull } from '#app/shopify/wire/storable-text.server.ts';
import { TooSlowError, withinTime } from '#app/platform/within-time.server.ts';

import type { Services } from '../services.server.ts';

/** How long a name is believed. A product that was renamed is called by its old name until then. */
const BELIEVED_MS = 3_600_000;

/** How long somebody waits for it. */
const PATIENCE_MS = 3_000;

/**
 * What things of the shop are called, by `textOfReference`: null for what is gone. What nobody has ever been able to say
 * is left out. Plain data, so that a page can send it along.
 */
export type NamesOfCatalog = Readonly<Record<string, string | null>>;

type Needed = Pick<Services, 'database' | 'adminApi' | 'clock'>;
type NamedShop = Pick<Shop, 'id' | 'domain'>;

/**
 * Names products, variants and collections. Shopify is asked for those that it was not asked for lately; while it does
 * not answer, or takes long, what it said last goes on: nobody waits long for words.
 */
export async function nameCatalog(
  services: Needed,
  shop: NamedShop,
  references: readonly CatalogReference[],
): Promise<NamesOfCatalog> {
  const wanted = new Map(references.map((each) => [textOfReference(each), each]));
  if (wanted.size === 0) return {};
  const stored = await findCatalogNames(services.database.pool, shop.id, [...wanted.values()]);
  const names = new Map(stored.map((each) => [textOfReference(each), each.name]));
  const now = services.clock.now().getTime();
  for (const each of stored) {
    if (now - each.seenAt.getTime() < BELIEVED_MS) wanted.delete(textOfReference(each));
  }
  if (wanted.size > 0) {
    for (const each of await askInTime(services, shop, [...wanted.values()])) {
      names.set(textOfReference(each), each.name);
    }
  }
  return Object.fromEntries(names);
}

type SaidName = CatalogReference & { readonly name: string | null };

/** @returns nothing where Shopify does not answer in time; what it says later is kept for the next one who asks */
async function askInTime(
  services: Needed,
  shop: NamedShop,
  references: readonly CatalogReference[],
): Promise<readonly SaidName[]> {
  try {
    return await withinTime(ask(services, shop, references), PATIENCE_MS);
  } catch (error) {
    if (error instanceof TooSlowError) return [];
    throw error;
  }
}

async function ask(
  { database, adminApi, clock }: Needed,
  shop: NamedShop,
  references: readonly CatalogReference[],
): Promise<readonly SaidName[]> {
  const now = clock.now();
  const answer = await readCatalogNames(adminApi, shop.domain, references);
  if (!answer.ok) return [];
  const said = references.map(({ kind, id }) => {
    const name = answer.data.get(textOfReference({ kind, id }));
    return { kind, id, name: storableTextOrNull(name) };
  });
  await saveCatalogNames(database.pool, shop.id, said, now);
  return said;
}
