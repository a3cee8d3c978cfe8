import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { OUTCOME_TEXTS } from '#sandbox/control/deliveries.ts';
import { DELIVERY_ACTIONS } from '#sandbox/webhooks/delivery-actions.ts';
import type { World } from '#sandbox/world.ts';
import { card } from '../elements.ts';
import type { Html } from '../elements.ts';
import { DELIVERY_STATES, deliveriesCard } from './deliveries.ts';
import { faultsForm, readFaultsForm } from './faults-form.ts';
import { panelPath, renderPanel } from './panel-frame.ts';

const panelQuery = z.object({
  page: z.coerce.number().int().catch(1),
  state: z.enum(DELIVERY_STATES).catch('all'),
});

const actionForm = z.object({ action: z.enum(DELIVERY_ACTIONS) });

/** How webhooks travel: what happens to them by chance, what became of each, and what is done to one by hand. */
export function webhookPanelPages(world: World): Hono {
  const pages = new Hono();
  const address = panelPath(world, '/webhooks');
  const render = (query: Record<string, string>, problem: string | null) =>
    renderPanel(world, '/webhooks', problem, content(world, panelQuery.parse(query)));

  pages.get('/settings/sandbox/webhooks', (context) =>
    context.html(render(context.req.query(), null)),
  );
  pages.post('/settings/sandbox/webhooks/faults', async (context) => {
    const read = readFaultsForm(await context.req.parseBody());
    if ('problem' in read) return context.html(render({}, read.problem), 422);
    world.wire.put(read.faults);
    return context.redirect(address, 303);
  });
  pages.post('/settings/sandbox/webhooks/:id', async (context) => {
    const form = actionForm.safeParse(await context.req.parseBody());
    if (!form.success) return context.html(render({}, 'There is no such action.'), 422);
    const outcome = world.outbox.act(context.req.param('id'), form.data.action);
    if (outcome === 'done') return context.redirect(`${address}#deliveries`, 303);
    const status = outcome === 'unknown_delivery' ? 404 : 409;
    return context.html(render({}, OUTCOME_TEXTS[outcome]), status);
  });
  return pages;
}

function content(world: World, query: z.infer<typeof panelQuery>): Html {
  return html`${card(
    'Unreliable delivery',
    html`<p class="muted">
        Shopify promises neither that a webhook arrives nor that it arrives once, in time or in
        order. Shares of the webhooks to come, decided by chance:
      </p>
      ${faultsForm(`${panelPath(world, '/webhooks')}/faults`, world.wire.get())}`,
  )}
  ${deliveriesCard(world, query)}`;
}
