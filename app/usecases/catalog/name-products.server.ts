import type { Shop } from '#app/db/shops/shops.server.ts';
import { referencesOfProgram } from '#app/loyalty/catalog/program-references.ts';
import type { Program } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';
import { nameCatalog, type NamesOfCatalog } from './name-catalog.server.ts';

/** Names the products and collections that programs speak of, as far as there are such programs. */
export async function nameProducts(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Pick<Shop, 'id' | 'domain'>,
  programs: readonly (Program | null | undefined)[],
): Promise<NamesOfCatalog> {
  const references = programs.flatMap((program) => (program ? referencesOfProgram(program) : []));
  return nameCatalog(services, shop, references);
}
