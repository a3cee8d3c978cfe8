import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Order } from '#sandbox/store/order-types.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import type { Html } from '../elements.ts';
import { renderPage } from '../layout.ts';
import { orderContent } from './order-detail.ts';
import { HAPPENINGS } from './order-happenings.ts';
import { readRefundForm, refundContent } from './refund.ts';

const cancelForm = z.object({
  reason: z.enum(['customer', 'inventory', 'fraud', 'declined', 'other']),
  refund: z.literal('yes').optional(),
});

/** An order's page and what staff can do there. Each action ends on the order's page, with the refusal if there is one. */
export function orderPages(world: World): Hono {
  const pages = new Hono();
  const show = (context: Context, order: Order, content: Html, status: 200 | 422) =>
    context.html(
      renderPage(world, { title: order.name, section: 'orders', content, scripts: ['refund'] }),
      status,
    );

  pages.get('/orders/:id', (context) =>
    withOrder(world, context, (order) =>
      show(context, order, orderContent(world, order, null), 200),
    ),
  );
  pages.get('/orders/:id/refund', (context) =>
    withOrder(world, context, (order) =>
      show(context, order, refundContent(world, order, null), 200),
    ),
  );

  pages.post('/orders/:id/refund', (context) =>
    withOrder(world, context, async (order) => {
      const form = await context.req.parseBody();
      const read = readRefundForm(order, form);
      const problem = read.ok
        ? refusalOf(() => world.commands.refundOrder(read.refund))
        : read.problem;
      return problem === null
        ? context.redirect(storePath(world, `/orders/${order.id}`), 303)
        : show(context, order, refundContent(world, order, problem, form), 422);
    }),
  );

  const act = (path: string, command: (order: Order, form: Record<string, unknown>) => void) =>
    pages.post(path, (context) =>
      withOrder(world, context, async (order) => {
        const form = await context.req.parseBody();
        const problem = refusalOf(() => command(order, form));
        return problem === null
          ? context.redirect(storePath(world, `/orders/${order.id}`), 303)
          : show(context, order, orderContent(world, order, problem), 422);
      }),
    );
  act('/orders/:id/mark-paid', (order) => world.commands.markOrderPaid(order.id));
  act('/orders/:id/fulfil', (order) => world.commands.fulfillOrder(order.id));
  act('/orders/:id/cancel', (order, form) => {
    const read = cancelForm.safeParse(form);
    if (!read.success) throw new RefusedByShop('Choose a reason for the cancellation.');
    const { reason, refund } = read.data;
    world.commands.cancelOrder(order.id, { reason, refund: refund === 'yes' });
  });
  for (const [action, happen] of Object.entries(HAPPENINGS)) {
    act(`/orders/:id/${action}`, (order, form) => happen(world, order, form));
  }
  pages.post('/orders/:id/delete', (context) =>
    withOrder(world, context, (order) => {
      const problem = refusalOf(() => world.commands.deleteOrder(order.id));
      return problem === null
        ? context.redirect(storePath(world, '/orders'), 303)
        : show(context, order, orderContent(world, order, problem), 422);
    }),
  );
  return pages;
}

async function withOrder(
  world: World,
  context: Context,
  handle: (order: Order) => Response | Promise<Response>,
): Promise<Response> {
  const order = world.orders.get(context.req.param('id') ?? '');
  return order === undefined ? context.notFound() : handle(order);
}

/** Runs a command; the sentence with which the shop refused it, or null. */
export function refusalOf(command: () => unknown): string | null {
  try {
    command();
    return null;
  } catch (error) {
    if (error instanceof RefusedByShop) return error.message;
    throw error;
  }
}
