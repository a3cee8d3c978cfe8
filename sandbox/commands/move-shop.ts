import { RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';

/**
 * Gives the shop another time zone, as staff do under Settings, Store details. Announces `shop/update`.
 * @throws RefusedByShop for a time zone that does not exist
 */
export function moveShop(context: CommandContext, timezone: string): void {
  if (!isTimezone(timezone)) throw new RefusedByShop(`There is no time zone ${timezone}.`);
  const shop = { ...context.shop.get(), timezone };
  context.shop.put(shop);
  context.announce([{ topic: 'shop/update', shop }]);
}

/** A name of the IANA database. Asked like this, for the list that JavaScript gives has one name of each zone: no Kathmandu. */
function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  // A bare difference from UTC is understood as well.
  return /^[a-z]/i.test(name);
}
