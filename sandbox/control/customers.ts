import type { Hono } from 'hono';
import { z } from 'zod';

import type { World } from '../world.ts';
import { parseBody } from './parse-body.ts';
import { AddressBody, id } from './order-schemas.ts';

/** What can be said of a customer; see `Customer` in `sandbox/store/customer-types.ts`. */
const CustomerParts = z.strictObject({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.email().nullable(),
  phone: z.string().nullable(),
  locale: z.string().min(2),
  state: z.enum(['enabled', 'disabled', 'invited']),
  verifiedEmail: z.boolean(),
  acceptsMarketing: z.boolean(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  address: AddressBody.nullable(),
});

const NewCustomerBody = CustomerParts.extend({
  firstName: z.string().nullable().default(null),
  lastName: z.string().nullable().default(null),
  email: z.email().nullable().default(null),
  phone: z.string().nullable().default(null),
  locale: z.string().min(2).default('en'),
  state: CustomerParts.shape.state.default('disabled'),
  verifiedEmail: z.boolean().default(true),
  acceptsMarketing: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  note: z.string().nullable().default(null),
  address: AddressBody.nullable().default(null),
});

const MergeBody = z.strictObject({ into: id });

/** What happens to customers. */
export function addCustomers(app: Hono, { commands }: World): void {
  app.post('/customers', async (context) => {
    const customer = commands.createCustomer(await parseBody(context, NewCustomerBody));
    return context.json({ customer }, 201);
  });
  app.patch('/customers/:id', async (context) => {
    const change = given(await parseBody(context, CustomerParts.partial()));
    return context.json({ customer: commands.updateCustomer(context.req.param('id'), change) });
  });
  app.delete('/customers/:id', (context) => {
    commands.deleteCustomer(context.req.param('id'));
    return context.json({ ok: true });
  });
  app.post('/customers/:id/merge', async (context) => {
    const { into } = await parseBody(context, MergeBody);
    const absorb = context.req.param('id');
    return context.json({ customer: commands.mergeCustomers({ keep: into, absorb }) });
  });
}

/** What was not named is left as it is; a key with undefined would say otherwise. */
function given<Change extends object>(change: Change) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>;
  };
}
