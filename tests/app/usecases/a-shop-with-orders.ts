import { type Database, inTransaction } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import { saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { CustomerDetails, OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

const BEGUN_AT = new Date('2025-01-01T00:00:00Z');

/** A shop in euros with the first program in force since 2025. */
export async function installTestShop(
  database: Database,
  domain = 'fernhill-roastery.myshopify.com',
): Promise<Shop> {
  const shop = await saveInstalledShop(
    database.pool,
    {
      domain,
      name: 'Fernhill Coffee Roasters',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      locale: 'en',
      isDevelopment: true,
    },
    BEGUN_AT,
  );
  await insertFirstProgram(database.pool, shop.id, firstProgram(), BEGUN_AT);
  return shop;
}

/** A customer with a name, and e-mail and phone as far as given. */
export function customer(
  id: string,
  firstName: string | null,
  lastName: string | null,
  contact: { email?: string; phone?: string } = {},
): CustomerDetails {
  return {
    customerId: CustomerId.parse(id),
    firstName,
    lastName,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
    locale: 'de',
    verifiedEmail: false,
  };
}

/**
 * A paid order of one bag of coffee.
 * @param euros what the bag costs
 * @param at when it was placed, and last changed
 */
export function order(
  id: string,
  buyer: CustomerDetails | null,
  euros: number,
  at: string,
  change: Partial<OrderFact> = {},
): ReadOrder {
  const gross = Math.round(euros * 100);
  const fact = orderFact({
    orderId: id,
    customerId: buyer?.customerId ?? null,
    processedAt: at,
    updatedAt: at,
    lines: [{ gross }],
  });
  const lines = fact.lines.map((line) => ({ ...line, title: 'Ethiopia Yirgacheffe' }));
  return {
    ...readOrder({ ...fact, lines, ...change }),
    customer: buyer,
  };
}

/** The same order later, with its line refunded in full. */
export function refunded(original: ReadOrder, at: string): ReadOrder {
  const lines = original.fact.lines.map((line) => ({ ...line, refunded: line.gross }));
  return { ...original, fact: { ...original.fact, lines, updatedAt: at, refundIds: ['9'] } };
}

/** Settles orders one after the other, each in a transaction of its own, as they would arrive. */
export async function settleEach(
  database: Database,
  shop: Shop,
  orders: readonly ReadOrder[],
): Promise<void> {
  for (const each of orders) {
    const now = new Date(each.fact.updatedAt);
    await inTransaction(database, (sql) => settleOrders(sql, shop, [each], now));
  }
}
