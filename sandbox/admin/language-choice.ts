import { html } from 'hono/html';
import { STAFF_LOCALES, staffLocale } from '#sandbox/auth/staff.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from './context.ts';
import type { Html } from './elements.ts';
import { icon } from './icons.ts';

/** The admin's languages as buttons, each by its own name; the chosen one is pressed. */
export function languageButtons(world: World): Html {
  const chosen = staffLocale(world);
  return html`<form
    method="post"
    action="${storePath(world, '/settings/language')}"
    class="button-row languages"
  >
    ${STAFF_LOCALES.map(
      (locale) =>
        html`<button
          class="button"
          name="locale"
          value="${locale}"
          lang="${locale}"
          aria-pressed="${String(locale === chosen)}"
        >
          ${ownName(locale)}
        </button>`,
    )}
  </form>`;
}

/** The same choice in the top bar, on every page. */
export function languageMenu(world: World): Html {
  const chosen = staffLocale(world);
  return html`<button type="button" class="topbar-language" popovertarget="language-menu">
      ${icon('language')}<span class="visually-hidden">Admin language: ${ownName(chosen)}</span
      ><span aria-hidden="true">${chosen.toUpperCase()}</span>
    </button>
    <div id="language-menu" class="language-menu" popover>${languageButtons(world)}</div>`;
}

/** A language as its speakers call it: `Deutsch`. */
function ownName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
}
