import type { Hono } from 'hono';
import { z } from 'zod';

import { credit, openAccount, accountOf, readAccount } from '../commands/store-credit.ts';
import { RefusedByShop } from '../commands/command-types.ts';
import type { World } from '../world.ts';
import { parseBody } from './parse-body.ts';

const CreditBody = z.strictObject({
  amount: z.int().positive(),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});

const ShopBody = z.strictObject({ customerAccounts: z.enum(['new', 'classic']) });

/** Store credit and gift cards, and whether the shop's accounts allow for the former. */
export function addCredit(app: Hono, world: World): void {
  const present = (customerId: string) => {
    const account = accountOf(world, customerId);
    return account ? { account, ...readAccount(world, account.id) } : { account: null, balance: 0 };
  };
  app.get('/customers/:id/store-credit', (context) =>
    context.json(present(context.req.param('id'))),
  );
  app.post('/customers/:id/store-credit', async (context) => {
    const customerId = context.req.param('id');
    if (!world.customers.get(customerId)) {
      throw new RefusedByShop(`There is no customer with the id ${customerId}.`);
    }
    const { amount, expiresAt } = await parseBody(context, CreditBody);
    const { id } = openAccount(world, customerId);
    credit(world, id, amount, { event: 'ADJUSTMENT', expiresAt });
    return context.json(present(customerId), 201);
  });
  app.get('/gift-cards', (context) => context.json({ giftCards: world.giftCards.all() }));
  app.patch('/shop', async (context) => {
    const { customerAccounts } = await parseBody(context, ShopBody);
    world.shop.put({ ...world.shop.get(), customerAccounts });
    return context.json({ shop: world.shop.get() });
  });
}
