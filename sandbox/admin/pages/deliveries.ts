import { html } from 'hono/html';
import type { WebhookDelivery } from '#sandbox/store/types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { badge, card, emptyState } from '../elements.ts';
import type { Html, Tone } from '../elements.ts';
import { formatCount, formatTime, formatWords } from '../format.ts';
import { paginate, paginationLinks } from '../pagination.ts';

export const DELIVERY_STATES = ['all', 'waiting', 'held', 'delivered', 'failed', 'lost'] as const;

const TONES: Record<WebhookDelivery['state'], Tone> = {
  waiting: 'attention',
  held: 'attention',
  delivered: 'good',
  failed: 'critical',
  lost: 'critical',
};

/** The webhooks that were sent to the app, the newest first, with each one's attempts. */
export function deliveriesCard(
  world: World,
  query: { page: number; state: (typeof DELIVERY_STATES)[number] },
): Html {
  const deliveries = world.deliveries
    .all()
    .filter((delivery) => query.state === 'all' || delivery.state === query.state)
    .sort((one, other) => other.triggeredAt.localeCompare(one.triggeredAt));
  const page = paginate(deliveries, query.page);
  const address = storePath(world, '/settings/sandbox');
  return html`<div id="deliveries">
    ${card(
      'Webhook deliveries',
      html`<nav class="tabs" aria-label="Filter by state">
          ${DELIVERY_STATES.map(
            (state) =>
              html`<a
                href="${address}?state=${state}#deliveries"
                ${state === query.state ? html`aria-current="true"` : ''}
                >${formatWords(state)}</a
              >`,
          )}
        </nav>
        ${
          page.total === 0
            ? emptyState('No deliveries', 'Webhooks that the shop sends to the app appear here.')
            : deliveriesTable(world, page.rows)
        }
        ${paginationLinks(page, address, { state: query.state }, 'delivery')}`,
    )}
  </div>`;
}

function deliveriesTable(world: World, deliveries: readonly WebhookDelivery[]): Html {
  return html`<table class="table table-folding">
    <thead>
      <tr>
        <th scope="col">Topic</th>
        <th scope="col">Sent</th>
        <th scope="col">State</th>
        <th scope="col">Attempts</th>
        <th scope="col"><span class="visually-hidden">Action</span></th>
      </tr>
    </thead>
    <tbody>
      ${deliveries.map((delivery) => deliveryRow(world, delivery))}
    </tbody>
  </table>`;
}

function deliveryRow(world: World, delivery: WebhookDelivery): Html {
  const last = delivery.attempts.at(-1);
  const outcome =
    last === undefined ? '' : (last.problem ?? `${last.status ?? ''} in ${last.milliseconds} ms`);
  return html`<tr>
    <td class="cell-main"><code>${delivery.topic}</code></td>
    <td class="cell-side muted">${formatTime(delivery.triggeredAt, world.shop.get())}</td>
    <td>${badge(formatWords(delivery.state), TONES[delivery.state])}</td>
    <td class="muted">
      ${formatCount(delivery.attempts.length, 'attempt')} ${outcome === '' ? '' : `· ${outcome}`}
    </td>
    <td class="cell-side number">
      <form
        method="post"
        action="${storePath(world, `/settings/sandbox/deliveries/${delivery.id}/retry`)}"
      >
        <button class="button button-small" type="submit">
          Send again <span class="visually-hidden">${delivery.topic} ${delivery.id}</span>
        </button>
      </form>
    </td>
  </tr>`;
}
