import { Hono } from 'hono';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { scopesDetail } from '#sandbox/auth/granted-scopes.ts';
import { embeddedAppUrl } from '#sandbox/auth/embedded-app-url.ts';
import { staffLocale } from '#sandbox/auth/staff.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { APP_HANDLE, appShellPath, isAppInstalled, storePath } from '../context.ts';
import { badge, card, pageHeader } from '../elements.ts';
import type { Html } from '../elements.ts';
import { icon } from '../icons.ts';
import { renderPage } from '../layout.ts';
import { showInstallPage } from './install-page.ts';
import { refusalOf } from './order-actions.ts';

/** The list of apps, installing, and the shell around the embedded app. */
export function appPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/apps', (context) =>
    context.html(
      renderPage(world, { title: 'Apps', section: 'apps', content: appsContent(world) }),
    ),
  );

  pages.post('/apps/install', async (context) => {
    try {
      await world.commands.installApp();
      return context.redirect(appShellPath(world), 303);
    } catch (error) {
      if (error instanceof RefusedByShop) return showInstallPage(world, context, error.message);
      throw error;
    }
  });
  pages.post('/apps/uninstall', (context) => {
    // Pressed twice, or on a page from before: what is wanted is so already.
    refusalOf(() => world.commands.uninstallApp());
    return context.redirect(storePath(world, '/apps'), 303);
  });

  const showApp = async (context: Context) => {
    if (!isAppInstalled(world)) return showInstallPage(world, context, null);
    if (scopesDetail(world).missing.length > 0) return showInstallPage(world, context, null);
    const url = new URL(context.req.url);
    const appPath = url.pathname.slice(appShellPath(world).length) || '/';
    const src = await embeddedAppUrl(world, `${appPath}${url.search}`, staffLocale(world));
    return context.html(
      renderPage(world, {
        title: 'Evergreen',
        section: 'app',
        width: 'fill',
        scripts: ['shell/embedded-app'],
        content: embeddedAppContent(world, src),
      }),
    );
  };
  pages.get(`/apps/${APP_HANDLE}`, showApp);
  pages.get(`/apps/${APP_HANDLE}/*`, showApp);
  // The app's own server names the app by its API key.
  pages.get(`/apps/${world.options.apiKey}/*`, (context) => {
    const url = new URL(context.req.url);
    const rest = url.pathname.slice(storePath(world, `/apps/${world.options.apiKey}`).length);
    return context.redirect(`${appShellPath(world, rest)}${url.search}`);
  });
  return pages;
}

function appsContent(world: World): Html {
  const installed = isAppInstalled(world);
  return html`${pageHeader({ title: 'Apps' })}
    ${card(
      null,
      html`<div class="app-row">
        <span class="app-icon">${icon('leaf')}</span>
        <div class="line-text">
          <a href="${appShellPath(world)}">Evergreen</a>
          <span class="muted">Loyalty for shops whose customers come back.</span>
        </div>
        ${badge(installed ? 'Installed' : 'Not installed', installed ? 'good' : 'neutral')}
        ${
          installed
            ? html`<button class="button" type="button" data-opens="uninstall-dialog">
                Uninstall
              </button>`
            : html`<a class="button button-primary" href="${appShellPath(world)}">Install</a>`
        }
      </div>`,
    )}
    <dialog id="uninstall-dialog" class="dialog" aria-labelledby="uninstall-title">
      <form method="post" action="${storePath(world, '/apps/uninstall')}">
        <h2 id="uninstall-title">Uninstall Evergreen?</h2>
        <p>
          The app loses its access to this shop at once and is told so. Two days later it is asked
          to erase all that it knows of the shop, unless it is installed again.
        </p>
        <div class="dialog-actions">
          <button class="button" type="button" data-closes>Keep</button>
          <button class="button button-critical" type="submit">Uninstall</button>
        </div>
      </form>
    </dialog>`;
}

function embeddedAppContent(world: World, src: string): Html {
  const settings = {
    appOrigin: world.options.appOrigin,
    shellPath: appShellPath(world),
    shop: world.shop.get().domain,
  };
  return html`<div class="app-bar">
      <span class="app-icon app-icon-small">${icon('leaf')}</span>
      <div class="app-breadcrumb" hidden></div>
      <h1 class="app-title">Evergreen</h1>
      <div class="app-bar-actions"></div>
    </div>
    <div class="loading-bar" role="progressbar" aria-label="Loading"></div>
    <iframe
      class="app-frame"
      title="Evergreen"
      data-src="${src}"
      data-settings="${JSON.stringify(settings)}"
      allow="clipboard-write"
    ></iframe>`;
}
