import type { Context } from 'hono';
import { html } from 'hono/html';
import { readAppConfiguration } from '#sandbox/app-configuration.ts';
import { scopesDetail } from '#sandbox/auth/granted-scopes.ts';
import type { World } from '#sandbox/world.ts';
import { isAppInstalled, storePath } from '../context.ts';
import { card, pageHeader, problemBanner } from '../elements.ts';
import { icon } from '../icons.ts';
import { renderPage } from '../layout.ts';

/**
 * What a merchant sees before an app gets access: what it may do, and the button that agrees. An app that is installed
 * and requires more than it was granted is held up here as well, until somebody approves.
 * @see https://shopify.dev/docs/apps/build/authentication-authorization/app-installation
 */
export function showInstallPage(world: World, context: Context, problem: string | null) {
  const { name, scopes: required } = readAppConfiguration(world.options.projectFolder);
  const isUpdate = isAppInstalled(world);
  const scopes = isUpdate ? scopesDetail(world).missing : required;
  const title = isUpdate ? 'Update app' : 'Install app';
  const content = html`<div class="narrow">
    ${pageHeader({ title, back: { href: storePath(world, '/apps'), label: 'Apps' } })}
    ${problemBanner(problem)}
    ${card(
      null,
      html`<div class="app-row">
          <span class="app-icon">${icon('leaf')}</span>
          <div class="line-text">
            <strong>${name}</strong
            ><span class="muted"
              >${isUpdate ? 'wants more access' : 'wants access'} to ${world.shop.get().name}</span
            >
          </div>
        </div>
        <h2>${isUpdate ? 'What it may do besides' : 'What it may do'}</h2>
        <ul class="scopes">
          ${scopes.map((scope) => html`<li>${describeScope(scope)} <code>${scope}</code></li>`)}
        </ul>
        <form method="post" action="${storePath(world, '/apps/install')}">
          <button class="button button-primary button-wide" type="submit">${title}</button>
        </form>`,
    )}
  </div>`;
  const page = {
    title: `${isUpdate ? 'Update' : 'Install'} ${name}`,
    section: 'app',
    content,
  } as const;
  return context.html(renderPage(world, page), problem === null ? 200 : 422);
}

function describeScope(scope: string): string {
  const [verb = '', ...nouns] = scope.split('_');
  return `${verb === 'write' ? 'View and change' : 'View'} ${nouns.join(' ')}`;
}
