import { html } from 'hono/html';
import type { Mail } from '../store/mail-types.ts';
import type { World } from '../world.ts';

type Html = ReturnType<typeof html>;

export interface Inbox {
  readonly mails: readonly Mail[];
  /** What was searched for. */
  readonly recipient: string;
  readonly page: number;
  readonly pages: number;
  readonly found: number;
  readonly total: number;
}

function frame(world: World, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Mailbox</title>
        <link rel="stylesheet" href="/styles.css" />
      </head>
      <body>
        <header class="bar">
          <a class="name" href="/">Mailbox</a>
          <p>Every mail of ${world.shop.get().name} ends here.</p>
          <a href="${world.options.shopOrigin}">Shop</a>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}

function time(world: World, moment: string): Html {
  const { timezone: timeZone } = world.shop.get();
  const format = new Intl.DateTimeFormat('en', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  return html`<time datetime="${moment}">${format.format(new Date(moment))}</time>`;
}

function emptyState(inbox: Inbox): Html {
  if (inbox.total > 0) {
    return html`<div class="empty">
      <h2>No mail to “${inbox.recipient}”</h2>
      <p><a href="/">Show all mails</a></p>
    </div>`;
  }
  return html`<div class="empty">
    <h2>No mail yet</h2>
    <p>Sign in to the shop or place an order, and its mail appears here. Reload to look again.</p>
  </div>`;
}

function pagination({ page, pages, recipient }: Inbox): Html {
  if (pages === 1) return html``;
  const address = (wanted: number) =>
    `/?${new URLSearchParams({ to: recipient, page: String(wanted) })}`;
  return html`<nav class="pages" aria-label="Pages">
    ${page > 1 ? html`<a href="${address(page - 1)}" rel="prev">Newer</a>` : html`<span></span>`}
    <span>Page ${page} of ${pages}</span>
    ${page < pages ? html`<a href="${address(page + 1)}" rel="next">Older</a>` : html`<span></span>`}
  </nav>`;
}

/** The list of mails. */
export function inboxPage(inbox: Inbox, world: World): Html {
  const { mails, recipient, found, total } = inbox;
  const rows = mails.map(
    (mail) =>
      html`<li>
        <a class="row" href="/mails/${mail.id}">
          <span class="row-to">${mail.to}</span>
          <span class="row-subject">${mail.subject || '(no subject)'}</span>
          ${time(world, mail.receivedAt)}
        </a>
      </li>`,
  );
  const list = html`<ul class="list">
      ${rows}
    </ul>
    ${pagination(inbox)}`;
  return frame(
    world,
    'Mails',
    html`<div class="head">
        <h1>Mails <span class="count">${found}</span></h1>
        <form class="search" role="search">
          <label for="to">Recipient</label>
          <input
            id="to"
            name="to"
            type="search"
            value="${recipient}"
            placeholder="ada@example.com"
          />
          <button>Search</button>
        </form>
        ${
          total > 0
            ? html`<form method="post" action="/delete-all">
                <button class="quiet">Delete all</button>
              </form>`
            : html``
        }
      </div>
      ${mails.length > 0 ? list : emptyState(inbox)}`,
  );
}

/** One mail, as HTML, text or source. */
export function mailPage(mail: Mail, view: 'html' | 'text' | 'source', world: World): Html {
  const views = [
    ...(mail.html === null ? [] : [['html', 'HTML'] as const]),
    ['text', 'Text'] as const,
    ['source', 'Source'] as const,
  ];
  const tabs = views.map(([name, label]) => {
    const current = name === view ? html`aria-current="page"` : html``;
    return html`<a href="/mails/${mail.id}?view=${name}" ${current}>${label}</a>`;
  });
  const body =
    view === 'html'
      ? html`<iframe
          src="/mails/${mail.id}/html"
          title="The mail"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        ></iframe>`
      : html`<pre tabindex="0">${view === 'text' ? mail.text : mail.raw}</pre>`;
  return frame(
    world,
    mail.subject || '(no subject)',
    html`<p><a href="/">← All mails</a></p>
      <h1>${mail.subject || '(no subject)'}</h1>
      <dl class="facts">
        <div>
          <dt>From</dt>
          <dd>${mail.from}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>${mail.to}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>${time(world, mail.receivedAt)}</dd>
        </div>
      </dl>
      <nav class="tabs" aria-label="View">${tabs}</nav>
      ${body}`,
  );
}

/** For a mail that is not there, or no longer. */
export function notFoundPage(world: World): Html {
  return frame(
    world,
    'Not found',
    html`<div class="empty">
      <h1>This mail is not here</h1>
      <p>It may have been deleted. <a href="/">Show all mails</a></p>
    </div>`,
  );
}
