import { html } from 'hono/html';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { pageHeader, problemBanner } from '../elements.ts';
import type { Html } from '../elements.ts';
import { renderPage } from '../layout.ts';

const TABS = [
  { path: '', label: 'Overview' },
  { path: '/webhooks', label: 'Webhooks' },
  { path: '/access', label: 'App access' },
  { path: '/scheduled', label: 'Scheduled' },
] as const;

export type PanelTab = (typeof TABS)[number]['path'];

/** Address of a page of the sandbox panel. */
export function panelPath(world: World, tab: PanelTab): string {
  return storePath(world, `/settings/sandbox${tab}`);
}

/** One page of the sandbox panel, with the way to the others. */
export function renderPanel(
  world: World,
  tab: PanelTab,
  problem: string | null,
  content: Html,
): Html {
  return renderPage(world, {
    title: 'Sandbox panel',
    section: 'sandbox',
    content: html`${pageHeader({
        title: 'Sandbox panel',
        note: 'What a real shop does not have: a clock to turn, a hand on the wires, and the keys.',
      })}
      <nav class="tabs panel-tabs" aria-label="Sandbox panel">
        ${TABS.map(
          ({ path, label }) =>
            html`<a
              href="${panelPath(world, path)}"
              ${path === tab ? html`aria-current="page"` : ''}
              >${label}</a
            >`,
        )}
      </nav>
      ${problemBanner(problem)} ${content}`,
  });
}
