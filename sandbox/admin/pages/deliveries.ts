import { html } from 'hono/html';
import type { WebhookDelivery } from '#sandbox/store/webhook-types.ts';
import {
  DELIVERY_ACTIONS,
  type DeliveryAction,
  isPossible,
} from '#sandbox/webhooks/delivery-actions.ts';
import type { World } from '#sandbox/world.ts';
import { badge, card, emptyState } from '../elements.ts';
import type { Html, Tone } from '../elements.ts';
import { formatCount, formatTime, formatWords } from '../format.ts';
import { paginate, paginationLinks } from '../pagination.ts';
import { panelPath } from './panel-frame.ts';

export const DELIVERY_STATES = ['all', 'waiting', 'held', 'delivered', 'failed', 'lost'] as const;

const TONES: Record<WebhookDelivery['state'], Tone> = {
  waiting: 'attention',
  held: 'attention',
  delivered: 'good',
  failed: 'critical',
  lost: 'critical',
};

const ACTION_LABELS: Record<DeliveryAction, string> = {
  repeat: 'Send again',
  duplicate: 'Duplicate',
  hold: 'Hold back',
  release: 'Release',
  drop: 'Drop',
};

/** The webhooks that were sent to the app, the newest first, with each one's attempts and what can be done to it. */
export function deliveriesCard(
  world: World,
  query: { page: number; state: (typeof DELIVERY_STATES)[number] },
): Html {
  const deliveries = world.deliveries
    .all()
    .filter((delivery) => query.state === 'all' || delivery.state === query.state)
    .sort((one, other) => other.triggeredAt.localeCompare(one.triggeredAt));
  const page = paginate(deliveries, query.page);
  const address = panelPath(world, '/webhooks');
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
        <th scope="col"><span class="visually-hidden">Actions</span></th>
      </tr>
    </thead>
    <tbody>
      ${deliveries.map((delivery) => deliveryRow(world, delivery))}
    </tbody>
  </table>`;
}

function deliveryRow(world: World, delivery: WebhookDelivery): Html {
  return html`<tr>
    <td class="cell-main"><code>${delivery.topic}</code></td>
    <td class="cell-side muted">${formatTime(delivery.triggeredAt, world.shop.get())}</td>
    <td class="badges">
      ${badge(formatWords(delivery.state), TONES[delivery.state])}
      ${(delivery.faults ?? [])
        .filter((fault) => fault !== 'lost')
        .map((fault) => badge(formatWords(fault), 'info'))}
    </td>
    <td class="muted">${attemptsText(world, delivery)}</td>
    <td class="cell-actions">${actionsForm(world, delivery)}</td>
  </tr>`;
}

function attemptsText(world: World, delivery: WebhookDelivery): string {
  const { attempts, state, nextAttemptAt } = delivery;
  const last = attempts.at(-1);
  const outcome = last && (last.problem ?? `${last.status ?? ''} in ${last.milliseconds} ms`);
  const next =
    state === 'waiting' && nextAttemptAt !== null
      ? `next ${formatTime(nextAttemptAt, world.shop.get())}`
      : undefined;
  return [formatCount(attempts.length, 'attempt'), outcome, next].filter(Boolean).join(' · ');
}

function actionsForm(world: World, delivery: WebhookDelivery): Html {
  return html`<form
    method="post"
    action="${panelPath(world, '/webhooks')}/${delivery.id}"
    class="button-row"
  >
    ${DELIVERY_ACTIONS.filter((action) => isPossible(action, delivery.state)).map(
      (action) =>
        html`<button class="button button-small" name="action" value="${action}">
          ${ACTION_LABELS[action]}
          <span class="visually-hidden">${delivery.topic} ${delivery.id}</span>
        </button>`,
    )}
  </form>`;
}
