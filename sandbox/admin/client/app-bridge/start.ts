import { adminOrigin, isEmbedded } from './channel.ts';
import { authenticateFetch } from './fetch.ts';
import { watchForms } from './form-save-bar.ts';
import { guardLinks } from './leaving.ts';
import { defineModal } from './modal.ts';
import { defineNavMenu } from './nav-menu.ts';
import { reportNavigation, takeOverLinks } from './navigation.ts';
import { defineSaveBar } from './save-bar.ts';
import { bounceIfAsked } from './session-token.ts';
import { createShopifyGlobal } from './shopify-global.ts';
import { defineTitleBar } from './title-bar.ts';

const STYLES = `
  ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }
  .sandbox-app-bridge-modal {
    width: min(var(--modal-width), calc(100vw - 1.5rem)); max-height: calc(100dvh - 1.5rem);
    padding: 0; border: 0; border-radius: 12px; color: #1f2723; background: #fff;
    font: 400 0.875rem/1.45 system-ui, sans-serif; box-shadow: 0 18px 60px rgb(0 0 0 / 0.3);
  }
  .sandbox-app-bridge-modal::backdrop { background: rgb(20 28 24 / 0.5); }
  .sandbox-app-bridge-modal > header, .sandbox-app-bridge-modal > footer {
    display: flex; gap: 0.5rem; padding: 0.75rem 1rem; align-items: center; background: #f4f3ef;
  }
  .sandbox-app-bridge-modal > header { justify-content: space-between; }
  .sandbox-app-bridge-modal > footer { justify-content: flex-end; }
  .sandbox-app-bridge-modal h2 { margin: 0; font-size: 1rem; }
  .sandbox-app-bridge-modal > iframe { display: block; width: 100%; height: 60dvh; border: 0; }
  .sandbox-app-bridge-modal > :is(header, footer) button {
    min-height: 2rem; padding: 0 0.75rem; border: 1px solid #b9bdb8; border-radius: 8px;
    background: #fff; color: inherit; font: inherit; cursor: pointer;
  }
  .sandbox-app-bridge-modal > footer button.primary { background: #1f5c43; border-color: #1f5c43; color: #fff; }
  .sandbox-app-bridge-modal > footer button.critical { background: #a4262c; border-color: #a4262c; color: #fff; }
`;

function start(): void {
  if (!isEmbedded) {
    // An app that is opened outside the admin is taken there, as App Bridge does.
    location.replace(`${adminOrigin}/open?url=${encodeURIComponent(location.href)}`);
    return;
  }
  takeOverLinks();
  const global = createShopifyGlobal();
  window.shopify = global;
  if (bounceIfAsked()) return;

  authenticateFetch(global.config.locale ?? 'en-US');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  guardLinks();
  reportNavigation();
  defineTitleBar();
  defineNavMenu();
  defineSaveBar();
  defineModal();
  watchForms();
}

start();
