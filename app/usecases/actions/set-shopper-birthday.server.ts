import { findShopByDomain } from '#app/db/shops/shops.server.ts';

import type { Services } from '../services.server.ts';
import { type BirthdayOutcome, setBirthday, type WrittenBirthday } from './set-birthday.server.ts';
import type { Shopper } from '../shopper.server.ts';

/** A signed-in shopper tells her own birthday, or has it forgotten. */
export async function setShopperBirthday(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  { shopDomain, customerId }: Shopper,
  written: WrittenBirthday,
): Promise<BirthdayOutcome | { readonly state: 'signed_out' }> {
  if (customerId === null) return { state: 'signed_out' };
  const shop = await findShopByDomain(services.database.pool, shopDomain);
  if (!shop) return { state: 'not_a_member' };
  return setBirthday(services, shop, { kind: 'shopper', customerId }, written);
}
