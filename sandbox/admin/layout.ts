import { html } from 'hono/html';
import type { World } from '#sandbox/world.ts';
import { APP_HANDLE, isAppInstalled, storePath } from './context.ts';
import type { Html } from './elements.ts';
import { formatTime } from './format.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { languageMenu } from './language-choice.ts';

export type Section =
  'home' | 'orders' | 'customers' | 'products' | 'discounts' | 'store' | 'apps' | 'app' | 'sandbox';

export interface PageOptions {
  title: string;
  section: Section;
  content: Html;
  /** Client modules of `client/`, by file name without ending. */
  scripts?: readonly string[];
  /** `fill`: the content takes the window's whole height (the embedded app, the theme editor). */
  width?: 'page' | 'fill';
}

/** The whole admin page: top bar, navigation, content. */
export function renderPage(world: World, page: PageOptions): Html {
  const shop = world.shop.get();
  const scripts = ['admin', ...(page.scripts ?? [])];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${shop.name}</title>
        <link rel="icon" href="/_shell/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_shell/assets/admin.css" />
        ${scripts.map((name) => html`<script type="module" src="/_shell/client/${name}.js"></script>`)}
      </head>
      <body class="admin ${page.width === 'fill' ? 'is-filling' : ''}">
        <a class="skip-link" href="#content">Skip to content</a>
        ${renderTopBar(world)}
        <div class="frame">
          ${renderNavigation(world, page.section)}
          <main id="content" tabindex="-1" class="${page.width === 'fill' ? 'fill' : 'page'}">
            ${page.content}
          </main>
        </div>
        <div class="toasts" role="status" aria-live="polite"></div>
      </body>
    </html>`;
}

function renderTopBar(world: World): Html {
  const shop = world.shop.get();
  return html`<header class="topbar">
    <button type="button" class="topbar-menu" aria-expanded="false" aria-controls="navigation">
      ${icon('menu')}<span class="visually-hidden">Navigation</span>
    </button>
    <a class="topbar-shop" href="${storePath(world)}">
      <span class="shop-mark" aria-hidden="true">${initials(shop.name)}</span>
      <span class="shop-name">${shop.name}</span>
    </a>
    <span class="topbar-note">Sandbox</span>
    <a
      class="topbar-clock"
      href="${storePath(world, '/settings/sandbox')}"
      title="The shop's clock"
    >
      ${icon('clock')}<span>${formatTime(world.clock.now(), shop)}</span>
    </a>
    <a class="topbar-link" href="${world.options.shopOrigin}" target="_blank" rel="noreferrer">
      ${icon('store')}<span>View store</span>
    </a>
    ${languageMenu(world)}
    <div class="save-bar" hidden></div>
  </header>`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

interface Entry {
  section: Section;
  label: string;
  path: string;
  icon: IconName;
}

const MAIN_ENTRIES: readonly Entry[] = [
  { section: 'home', label: 'Home', path: '', icon: 'home' },
  { section: 'orders', label: 'Orders', path: '/orders', icon: 'orders' },
  { section: 'customers', label: 'Customers', path: '/customers', icon: 'customers' },
  { section: 'products', label: 'Products', path: '/products', icon: 'products' },
  { section: 'discounts', label: 'Discounts', path: '/discounts', icon: 'discounts' },
  { section: 'store', label: 'Online store', path: '/themes', icon: 'store' },
];

const APPS_ENTRY: Entry = { section: 'apps', label: 'Apps', path: '/apps', icon: 'apps' };
const APP_ENTRY: Entry = {
  section: 'app',
  label: 'Evergreen',
  path: `/apps/${APP_HANDLE}`,
  icon: 'leaf',
};

const SETTINGS_ENTRIES: readonly Entry[] = [
  { section: 'sandbox', label: 'Sandbox panel', path: '/settings/sandbox', icon: 'sandbox' },
];

function renderNavigation(world: World, section: Section): Html {
  const group = (label: string, entries: readonly Entry[]) =>
    html`<ul class="nav-group" aria-label="${label}">
      ${entries.map(
        (entry) =>
          html`<li>
            <a
              class="nav-link"
              href="${storePath(world, entry.path)}"
              ${entry.section === section ? html`aria-current="page"` : ''}
              >${icon(entry.icon)}<span>${entry.label}</span></a
            >
            ${entry.section === 'app' ? html`<ul class="app-nav" aria-label="Evergreen" hidden></ul>` : ''}
          </li>`,
      )}
    </ul>`;
  return html`<nav id="navigation" class="sidebar" aria-label="Admin">
    ${group('Shop', MAIN_ENTRIES)}
    <p class="nav-heading" aria-hidden="true">Apps</p>
    ${group('Apps', isAppInstalled(world) ? [APPS_ENTRY, APP_ENTRY] : [APPS_ENTRY])}
    <p class="nav-heading" aria-hidden="true">Settings</p>
    ${group('Settings', SETTINGS_ENTRIES)}
  </nav>`;
}
