import { Hono } from 'hono';
import { html } from 'hono/html';
import { statusOf } from '#sandbox/discounts/classes.ts';
import type { Discount } from '#sandbox/store/discount-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { badge, card, emptyState, pageHeader } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatWords } from '../format.ts';
import { renderPage } from '../layout.ts';
import { paginate, paginationLinks } from '../pagination.ts';

const TONES = { ACTIVE: 'good', SCHEDULED: 'info', EXPIRED: 'neutral' } as const;

/** The discounts of the shop, to look at and to switch on and off, as staff can at any time. */
export function discountPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/discounts', (context) => {
    const content = indexContent(world, Number(context.req.query('page') ?? 1) || 1);
    return context.html(renderPage(world, { title: 'Discounts', section: 'discounts', content }));
  });
  for (const [path, to] of [
    ['activate', 'on'],
    ['deactivate', 'off'],
  ] as const) {
    pages.post(`/discounts/:id/${path}`, (context) => {
      const id = context.req.param('id');
      if (world.discounts.get(id) === undefined) return context.notFound();
      world.commands.switchDiscount(id, to);
      return context.redirect(storePath(world, '/discounts'), 303);
    });
  }
  return pages;
}

function indexContent(world: World, number: number): Html {
  const page = paginate(world.discounts.all().toReversed(), number);
  const address = storePath(world, '/discounts');
  return html`${pageHeader({ title: 'Discounts' })}
  ${card(
    null,
    html`${
      page.total === 0
        ? emptyState('No discounts yet', 'Discounts that apps create appear here.')
        : discountsTable(world, page.rows)
    }
    ${paginationLinks(page, address, {}, 'discount')}`,
  )}`;
}

function discountsTable(world: World, discounts: readonly Discount[]): Html {
  return html`<table class="table table-folding">
    <thead>
      <tr>
        <th scope="col">Title</th>
        <th scope="col">Status</th>
        <th scope="col">Codes</th>
        <th scope="col" class="number">Used</th>
        <th scope="col"><span class="visually-hidden">Action</span></th>
      </tr>
    </thead>
    <tbody>
      ${discounts.map((discount) => discountRow(world, discount))}
    </tbody>
  </table>`;
}

function discountRow(world: World, discount: Discount): Html {
  const status = statusOf(discount, world.clock.now());
  const codes = world.redeemCodes.ofDiscount(discount.id);
  const used = codes.reduce((sum, { usages }) => sum + usages, discount.usages);
  const [only] = codes;
  const named = codes.length === 1 && only ? only.code : formatCount(codes.length, 'code');
  const action = status === 'ACTIVE' ? 'deactivate' : 'activate';
  return html`<tr>
    <td class="cell-main">${discount.title}</td>
    <td>${badge(formatWords(status.toLowerCase()), TONES[status])}</td>
    <td class="muted">${discount.method === 'automatic' ? 'Automatic' : named}</td>
    <td class="number">${used}</td>
    <td class="cell-side">
      <form method="post" action="${storePath(world, `/discounts/${discount.id}/${action}`)}">
        <button class="button" type="submit">
          ${formatWords(action)}<span class="visually-hidden"> ${discount.title}</span>
        </button>
      </form>
    </td>
  </tr>`;
}
