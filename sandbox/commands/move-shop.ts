import { RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';

/**
 * Gives the shop another time zone, as staff do under Settings, Store details. Announces `shop/update`.
 * @throws RefusedByShop for a time zone that does not exist
 */
export function moveShop(context: CommandContext, timezone: string): void {
  if (!Intl.supportedValuesOf('timeZone').includes(timezone)) {
    throw new RefusedByShop(`There is no time zone ${timezone}.`);
  }
  const shop = { ...context.shop.get(), timezone };
  context.shop.put(shop);
  context.announce([{ topic: 'shop/update', shop }]);
}
