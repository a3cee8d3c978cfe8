import type { Hono } from 'hono';
import { z } from 'zod';

import type { World } from '../world.ts';
import { id } from './order-schemas.ts';
import { parseBody } from './parse-body.ts';

const ProductBody = z.strictObject({ tags: z.array(z.string().min(1)) });

const CollectionBody = z.strictObject({
  add: z.array(id).default([]),
  remove: z.array(id).default([]),
});

const DiscountBody = z.strictObject({ active: z.boolean() });

/** What happens to products, collections and discounts. */
export function addCatalogue(app: Hono, { commands }: World): void {
  app.patch('/products/:id', async (context) => {
    const { tags } = await parseBody(context, ProductBody);
    return context.json({ product: commands.tagProduct(context.req.param('id'), tags) });
  });
  app.delete('/products/:id', (context) => {
    commands.deleteProduct(context.req.param('id'));
    return context.body(null, 204);
  });
  app.delete('/collections/:id', (context) => {
    commands.deleteCollection(context.req.param('id'));
    return context.body(null, 204);
  });
  app.delete('/discounts/:id', (context) => {
    commands.deleteDiscount(context.req.param('id'));
    return context.body(null, 204);
  });
  app.patch('/discounts/:id', async (context) => {
    const { active } = await parseBody(context, DiscountBody);
    const discount = commands.switchDiscount(context.req.param('id'), active ? 'on' : 'off');
    return context.json({ discount });
  });
  app.delete('/discounts/:id/codes/:code', (context) => {
    commands.deleteRedeemCode(context.req.param('id'), context.req.param('code'));
    return context.body(null, 204);
  });
  app.patch('/collections/:id', async (context) => {
    const change = await parseBody(context, CollectionBody);
    const collection = commands.changeCollection(context.req.param('id'), change);
    return context.json({ collection });
  });
}
