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

/** What happens to products and collections. */
export function addCatalogue(app: Hono, { commands }: World): void {
  app.patch('/products/:id', async (context) => {
    const { tags } = await parseBody(context, ProductBody);
    return context.json({ product: commands.tagProduct(context.req.param('id'), tags) });
  });
  app.patch('/collections/:id', async (context) => {
    const change = await parseBody(context, CollectionBody);
    const collection = commands.changeCollection(context.req.param('id'), change);
    return context.json({ collection });
  });
}
