import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ScheduledTask } from '#sandbox/store/scheduled-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, emptyState } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatTime } from '../format.ts';
import { customerName } from './customers.ts';
import { refusalOf } from './order-actions.ts';
import { panelPath, renderPanel } from './panel-frame.ts';

/** What Shopify does later: requests by law that wait for their time, to be waited for or done at once. */
export function scheduledPanelPages(world: World): Hono {
  const pages = new Hono();
  const render = (problem: string | null) =>
    renderPanel(world, '/scheduled', problem, content(world));

  pages.get('/settings/sandbox/scheduled', (context) => context.html(render(null)));
  pages.post('/settings/sandbox/scheduled/:id/run', (context) => {
    const problem = refusalOf(() => world.commands.runScheduled(context.req.param('id')));
    return problem === null
      ? context.redirect(panelPath(world, '/scheduled'), 303)
      : context.html(render(problem), 404);
  });
  return pages;
}

function content(world: World): Html {
  const tasks = world.scheduled.all().toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  return card(
    'Done later',
    html`<p class="muted">
        What Shopify does some time after it was asked for, by the shop’s clock: turn the clock, or
        do it now.
      </p>
      ${
        tasks.length === 0
          ? emptyState(
              'Nothing is waiting',
              'Erase a customer’s personal data or uninstall the app, and it appears here.',
            )
          : html`<table class="table table-folding">
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Asked for</th>
                  <th scope="col">Due</th>
                  <th scope="col"><span class="visually-hidden">Action</span></th>
                </tr>
              </thead>
              <tbody>
                ${tasks.map((task) => taskRow(world, task))}
              </tbody>
            </table>`
      }`,
  );
}

function taskRow(world: World, task: ScheduledTask): Html {
  const shop = world.shop.get();
  const customer = task.customerId === null ? undefined : world.customers.get(task.customerId);
  return html`<tr>
    <td class="cell-main">
      <code>${task.kind}</code>
      ${
        customer === undefined
          ? ''
          : html`<a href="${storePath(world, `/customers/${customer.id}`)}"
              >${customerName(customer)}</a
            >`
      }
    </td>
    <td class="cell-side muted">${formatTime(task.requestedAt, shop)}</td>
    <td>Due ${formatTime(task.dueAt, shop)}</td>
    <td class="cell-actions">
      <form method="post" action="${panelPath(world, '/scheduled')}/${task.id}/run">
        <button class="button button-small" type="submit">
          Do it now <span class="visually-hidden">${task.kind} ${task.id}</span>
        </button>
      </form>
    </td>
  </tr>`;
}
