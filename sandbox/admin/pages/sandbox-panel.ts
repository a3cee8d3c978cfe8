import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatTime } from '../format.ts';
import { languageButtons } from '../language-choice.ts';
import { customerName } from './customers.ts';
import { renderPanel } from './panel-frame.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const clockForm = z.union([
  z.object({ move: z.enum(['day', 'week', 'month', 'now']) }),
  z.object({ moment: z.iso.datetime({ local: true }) }),
]);

/** The sandbox's own settings, which no real admin has: the clock, the language, and where everything is. */
export function sandboxPanelPages(world: World): Hono {
  const pages = new Hono();
  const render = (problem: string | null) => renderPanel(world, '', problem, panelContent(world));

  pages.get('/settings/sandbox', (context) => context.html(render(null)));

  pages.post('/settings/sandbox/clock', async (context) => {
    const form = clockForm.safeParse(await context.req.parseBody());
    if (!form.success) return context.html(render('That is not a moment.'), 422);
    world.clock.set(newMoment(world.clock.now(), form.data));
    return context.redirect(storePath(world, '/settings/sandbox'), 303);
  });
  return pages;
}

/** Where the clock goes; a moment typed in is UTC, as the field's label says. */
export function newMoment(now: Date, form: z.infer<typeof clockForm>): Date {
  if ('moment' in form) return new Date(`${form.moment}Z`);
  const moved = new Date(now);
  switch (form.move) {
    case 'day':
      return new Date(now.getTime() + DAY_MS);
    case 'week':
      return new Date(now.getTime() + 7 * DAY_MS);
    case 'month': {
      moved.setUTCMonth(now.getUTCMonth() + 1, 1);
      const lastDay = new Date(
        Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0),
      ).getUTCDate();
      moved.setUTCDate(Math.min(now.getUTCDate(), lastDay));
      return moved;
    }
    case 'now':
      return new Date();
  }
}

function panelContent(world: World): Html {
  return html`<div class="columns">
    <div>${clockCard(world)} ${languageCard(world)} ${resetCard()}</div>
    <aside aria-label="Places and people">${placesCard(world)} ${shoppersCard(world)}</aside>
  </div>`;
}

function clockCard(world: World): Html {
  const shop = world.shop.get();
  const now = world.clock.now();
  const aheadDays = Math.round(world.clock.offsetMs / DAY_MS);
  const path = storePath(world, '/settings/sandbox/clock');
  const standing =
    aheadDays === 0
      ? 'in step with real time'
      : `${formatCount(Math.abs(aheadDays), 'day')} ${aheadDays > 0 ? 'ahead of' : 'behind'} real time`;
  return card(
    'Clock',
    html`<p class="clock-face">${formatTime(now, shop)}</p>
      <p class="muted">${shop.timezone}, ${standing}. The shop and the app follow this clock.</p>
      <form method="post" action="${path}" class="button-row">
        <button class="button" name="move" value="day">1 day forward</button>
        <button class="button" name="move" value="week">1 week forward</button>
        <button class="button" name="move" value="month">1 month forward</button>
        <button class="button" name="move" value="now">Back to real time</button>
      </form>
      <form method="post" action="${path}" class="inline-form">
        ${textField({
          name: 'moment',
          label: 'Set to (UTC)',
          type: 'datetime-local',
          value: now.toISOString().slice(0, 16),
          attributes: html`required`,
        })}
        <button class="button" type="submit">Set clock</button>
      </form>`,
  );
}

function languageCard(world: World): Html {
  return card(
    'Admin language',
    html`<p class="muted">
        The language staff have chosen for the admin. Apps are opened in it; the sandbox’s own pages
        stay in English.
      </p>
      ${languageButtons(world)}`,
  );
}

function placesCard(world: World): Html {
  const { shopOrigin, mailOrigin } = world.options;
  const place = (label: string, address: string, text: string) =>
    html`<li>
      <a href="${address}" target="_blank" rel="noreferrer">${label}</a
      ><span class="muted">${text}</span>
    </li>`;
  return card(
    'Places',
    html`<ul class="plain-list">
      ${place('Storefront', shopOrigin, 'where shoppers buy')}
      ${place('Mailbox', mailOrigin, `${formatCount(world.mails.size, 'mail')} received`)}
    </ul>`,
  );
}

/** Some customers with an account, to sign in as: the storefront sends their code to the mailbox. */
function shoppersCard(world: World): Html {
  const shoppers = world.customers
    .all()
    .filter((customer) => customer.email !== null && customer.state === 'enabled')
    .slice(0, 4);
  return card(
    'Demo shoppers',
    html`<p class="muted">
        Sign in on the storefront with one of these; mail for them is in the mailbox.
      </p>
      <ul class="plain-list">
        ${shoppers.map(
          (customer) =>
            html`<li>
              <a href="${storePath(world, `/customers/${customer.id}`)}"
                >${customerName(customer)}</a
              ><span class="muted breakable">${customer.email}</span>
            </li>`,
        )}
      </ul>`,
  );
}

function resetCard(): Html {
  return card(
    'Begin anew',
    html`<p class="muted">Stop the demo and start it with</p>
      <p><code>npm run demo -- --reset</code></p>
      <p class="muted">The shop is filled again, and the app starts with an empty database.</p>`,
  );
}
