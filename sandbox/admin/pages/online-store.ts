import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { ThemeName } from '#sandbox/store/shop-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { badge, card, pageHeader } from '../elements.ts';
import type { Html } from '../elements.ts';
import { renderPage } from '../layout.ts';

const THEMES: Record<ThemeName, { name: string; description: string }> = {
  light: { name: 'Daylight', description: 'White and airy, for any range.' },
  dark: { name: 'Midnight', description: 'Light text on a dark ground.' },
  serif: { name: 'Almanac', description: 'Serif type on warm paper.' },
};

const themeForm = z.object({ theme: z.enum(['light', 'dark', 'serif']) });

/** What the theme is called in the admin. */
export function themeTitle(theme: ThemeName): string {
  return THEMES[theme].name;
}

/** The online store: which theme is published, and the way to its editor. */
export function onlineStorePages(world: World): Hono {
  const pages = new Hono();
  pages.get('/themes', (context) =>
    context.html(
      renderPage(world, { title: 'Online store', section: 'store', content: themesContent(world) }),
    ),
  );
  pages.post('/themes', async (context) => {
    const form = themeForm.safeParse(await context.req.parseBody());
    if (!form.success) return context.text('There is no such theme.', 422);
    const { theme } = form.data;
    world.shop.put({ ...world.shop.get(), theme });
    world.themes.put({ ...world.themes.get(), theme });
    return context.redirect(storePath(world, '/themes'), 303);
  });
  return pages;
}

function themesContent(world: World): Html {
  const current = world.themes.get().theme;
  return html`${pageHeader({
      title: 'Themes',
      note: 'App embeds and app blocks go along when you publish another theme.',
      actions: [
        html`<a class="button" href="${world.options.shopOrigin}" target="_blank" rel="noreferrer"
          >View store</a
        >`,
      ],
    })}
    <div class="themes">
      ${(Object.keys(THEMES) as ThemeName[]).map((theme) => themeCard(world, theme, theme === current))}
    </div>`;
}

function themeCard(world: World, theme: ThemeName, isCurrent: boolean): Html {
  const { name, description } = THEMES[theme];
  const action = isCurrent
    ? html`<a class="button button-primary" href="${storePath(world, '/themes/current/editor')}"
        >Customise</a
      >`
    : html`<form method="post" action="${storePath(world, '/themes')}">
        <input type="hidden" name="theme" value="${theme}" />
        <button class="button" type="submit">
          Publish <span class="visually-hidden">${name}</span>
        </button>
      </form>`;
  return card(
    name,
    html`<div class="theme-sample theme-sample-${theme}" aria-hidden="true">
        <span></span><span></span><span></span>
      </div>
      <p class="muted">${description}</p>
      ${action}`,
    isCurrent ? badge('Current theme', 'good') : '',
  );
}
