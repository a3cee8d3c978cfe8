import { Hono } from 'hono';

/** What the tiny app was asked, with what was sent along. */
export interface Visit {
  path: string;
  idToken: string | null;
  authorization: string | null;
}

/**
 * An embedded app of two pages that uses what Evergreen uses of App Bridge: navigation, title bar, save bar, toast, modal,
 * `fetch` with a session token. It stands in for the app where the admin around it is what is tested.
 */
export function tinyEmbeddedApp(adminOrigin: string) {
  const visits: Visit[] = [];
  let refusals = 0;
  let bounces = 0;
  const app = new Hono();
  app.use(async (context, next) => {
    visits.push({
      path: context.req.path,
      idToken: context.req.query('id_token') ?? null,
      authorization: context.req.header('authorization') ?? null,
    });
    await next();
  });
  app.get('/app', (context) => context.html(page(adminOrigin, 'Points', homeBody)));
  app.get('/app/members', (context) => context.html(page(adminOrigin, 'Members', membersBody)));
  app.get('/auth/session-token', (context) => context.html(bridgeTag(adminOrigin)));
  app.get('/bounced', (context) =>
    // The token of the first visit is called bad.
    bounces++ === 0
      ? context.redirect(
          `/auth/session-token?shopify-reload=${encodeURIComponent(new URL('/bounced', context.req.url).href)}`,
        )
      : context.html(page(adminOrigin, 'Bounced', '<ui-title-bar></ui-title-bar>')),
  );
  app.get('/data', (context) => {
    // The first token is called bad, as one is that has expired on the way.
    if (refusals++ === 0) {
      return context.body(null, 401, { 'X-Shopify-Retry-Invalid-Session-Request': '1' });
    }
    return context.json({ members: 3 });
  });
  return { app, visits };
}

function bridgeTag(adminOrigin: string): string {
  return `<script data-api-key="tiny-key" src="${adminOrigin}/app-bridge.js"></script>`;
}

function page(adminOrigin: string, title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>
    ${bridgeTag(adminOrigin)}
    <ui-nav-menu>
      <a href="/app" rel="home">Home</a>
      <a href="/app/members">Members</a>
    </ui-nav-menu>
    ${body}</body></html>`;
}

const homeBody = `
  <ui-title-bar title="Points"><button variant="primary" id="create">Create reward</button></ui-title-bar>
  <ui-save-bar id="bar"><button variant="primary" id="save"></button><button id="discard"></button></ui-save-bar>
  <ui-modal id="modal"><p>Shall it be?</p>
    <ui-title-bar title="Delete reward"><button variant="primary" id="delete">Delete</button></ui-title-bar>
  </ui-modal>
  <form data-save-bar id="form"><label>Name <input name="name" value="Points"></label></form>
  <button onclick="shopify.toast.show('Reward saved')">Toast</button>
  <button onclick="shopify.saveBar.show('bar')">Change</button>
  <button onclick="shopify.modal.show('modal')">Ask</button>
  <button onclick="history.pushState(null, '', '/app/rewards?page=2')">Go on</button>
  <button id="fetch">Fetch</button> <output id="fetched"></output>
  <button id="list">Extensions</button> <output id="listed"></output>
  <button id="pick">Pick</button> <output id="picked"></output>
  <a href="shopify://admin/orders" target="_top">Orders of the shop</a>
  <output id="pressed"></output>
  <script>
    const say = (id, text) => { document.getElementById(id).textContent = text; };
    for (const id of ['create', 'save', 'discard', 'delete']) {
      document.getElementById(id).addEventListener('click', () => say('pressed', id));
    }
    document.getElementById('discard').addEventListener('click', () => shopify.saveBar.hide('bar'));
    document.getElementById('save').addEventListener('click', () => shopify.saveBar.hide('bar'));
    document.getElementById('form').addEventListener('submit', (event) => {
      event.preventDefault(); say('pressed', 'submitted');
    });
    document.getElementById('fetch').addEventListener('click', async () => {
      say('fetched', JSON.stringify(await (await fetch('/data')).json()));
    });
    document.getElementById('list').addEventListener('click', async () => {
      say('listed', JSON.stringify(await shopify.app.extensions()));
    });
    document.getElementById('pick').addEventListener('click', async () => {
      const picked = await shopify.resourcePicker({ type: 'product', multiple: 2 });
      say('picked', picked ? picked.map(({ title }) => title).join(', ') : 'none');
    });
  </script>`;

const membersBody = `<ui-title-bar title="Members"><a variant="breadcrumb" href="/app">Points</a></ui-title-bar>
  <p>Members</p>`;
