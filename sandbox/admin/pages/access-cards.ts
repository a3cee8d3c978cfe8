import { html } from 'hono/html';
import { scopesDetail } from '#sandbox/auth/granted-scopes.ts';
import type { World } from '#sandbox/world.ts';
import { appShellPath, isAppInstalled } from '../context.ts';
import { badge, card, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatTime } from '../format.ts';
import { shareField } from './faults-form.ts';
import { panelPath } from './panel-frame.ts';

/** The client secret, what it is for now, and what whoever runs the app has to do after a rotation. */
export function secretCard(world: World): Html {
  const { current, before, rotatedAt, webhooksFollowAfterMs } = world.secrets.get();
  const address = panelPath(world, '/access');
  const shop = world.shop.get();
  const webhooksFollowAt = Date.parse(rotatedAt ?? '') + webhooksFollowAfterMs;
  const stillOld = world.secrets.forWebhooks() !== current;
  return card(
    'Client secret',
    html`<dl class="details">
        <div>
          <dt>Secret</dt>
          <dd class="breakable"><code>${current}</code></dd>
        </div>
        ${
          before === null || rotatedAt === null
            ? ''
            : html`<div>
                <dt>The one before, replaced ${formatTime(rotatedAt, shop)}</dt>
                <dd class="breakable"><code>${before}</code></dd>
              </div>`
        }
      </dl>
      ${before === null ? '' : afterRotation(stillOld ? formatTime(new Date(webhooksFollowAt), shop) : null)}
      <form method="post" action="${address}/secret" class="button-row">
        <button class="button" name="do" value="rotate">Rotate secret</button>
        ${
          before === null
            ? ''
            : html`<button class="button" name="do" value="revoke">Revoke the one before</button>`
        }
      </form>`,
  );
}

function afterRotation(webhooksFollowAt: string | null): Html {
  return html`<div class="banner banner-info">
    <div>
      <p>
        <strong>The app has to be told.</strong> The admin and the app proxy sign with the new
        secret already;
        ${
          webhooksFollowAt === null
            ? 'so do webhooks.'
            : html`webhooks are signed with the one before until ${webhooksFollowAt}.`
        }
      </p>
      <p>
        In the demo: end it with <code>Ctrl-C</code> and start it again, it passes on both.
        Elsewhere set <code>SHOPIFY_API_SECRET</code> to the secret and
        <code>SHOPIFY_API_SECRET_BEFORE</code>
        to the one before, and restart the app.
      </p>
    </div>
  </div>`;
}

/** What the app may do; what is taken away here, staff is asked for when somebody opens the app. */
export function scopesCard(world: World): Html {
  if (!isAppInstalled(world)) {
    return card('Scopes', html`<p class="muted">The app is not installed.</p>`);
  }
  const { granted, required, optional, missing } = scopesDetail(world);
  const button = (scope: string, action: 'take' | 'grant', label: string) =>
    html`<button class="button button-small" name="${action}" value="${scope}">
      ${label} <span class="visually-hidden">${scope}</span>
    </button>`;
  const known = [...new Set([...required, ...optional, ...granted])];
  return card(
    'Scopes',
    html`<form method="post" action="${panelPath(world, '/access')}/scopes">
        <ul class="plain-list">
          ${known.map((scope) => {
            const has = granted.includes(scope);
            return html`<li class="scope-row">
              <code class="breakable">${scope}</code>
              ${badge(has ? 'Granted' : 'Not granted', has ? 'good' : 'neutral')}
              ${optional.includes(scope) ? badge('Optional') : ''}
              ${has ? button(scope, 'take', 'Take away') : button(scope, 'grant', 'Grant')}
            </li>`;
          })}
        </ul>
      </form>
      ${
        missing.length === 0
          ? html`<p class="muted">The app has all that it requires.</p>`
          : html`<p>
              The app requires more than it has:
              <a href="${appShellPath(world)}">whoever opens it</a> is asked to approve.
            </p>`
      }`,
  );
}

/** The app's offline tokens, to end them before their time. */
export function tokensCard(world: World): Html {
  const offline = world.tokens.all().filter(({ kind }) => kind === 'offline');
  const now = Date.now();
  const valid = offline.filter(
    ({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > now,
  );
  return card(
    'Offline tokens',
    html`<p class="muted">
        ${formatCount(valid.length, 'token')} valid. Without one the Admin API answers 401, and the
        app has to renew it or to fetch another.
      </p>
      <form method="post" action="${panelPath(world, '/access')}/tokens" class="button-row">
        <button class="button" name="fault" value="expire">Expire access tokens</button>
        <button class="button" name="fault" value="expire_refresh">
          Expire refresh tokens too
        </button>
        <button class="button" name="fault" value="revoke">Revoke all</button>
      </form>`,
  );
}

/** How badly the Admin API answers. */
export function apiFaultsCard(world: World): Html {
  const faults = world.apiFaults.get();
  return card(
    'Admin API',
    html`<p class="muted">Shares of the calls to come, decided by chance:</p>
      <form method="post" action="${panelPath(world, '/access')}/api-faults">
        ${shareField('throttled', 'Throttled', faults.throttledPercent)}
        ${shareField('unavailable', 'Unavailable', faults.unavailablePercent, 'Answered with 503; nothing is done.')}
        ${shareField('timedOut', 'Timed out', faults.timedOutPercent, 'Answered with 504; done all the same.')}
        ${textField({
          name: 'seed',
          label: 'Seed',
          type: 'number',
          value: String(faults.seed),
          attributes: html`min="0" step="1" required`,
        })}
        <div class="button-row form-end">
          <button class="button button-primary" type="submit">Save</button>
        </div>
      </form>`,
  );
}
