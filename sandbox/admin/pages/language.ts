import { Hono } from 'hono';
import { z } from 'zod';
import { STAFF_LOCALES, chooseStaffLocale } from '#sandbox/auth/staff.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';

const languageForm = z.object({ locale: z.enum(STAFF_LOCALES) });

/** Takes the choice of the admin's language, then shows the page again on which it was made. */
export function languagePages(world: World): Hono {
  const pages = new Hono();
  pages.post('/settings/language', async (context) => {
    const form = languageForm.safeParse(await context.req.parseBody());
    if (!form.success) return context.text('The admin does not speak this language.', 422);
    chooseStaffLocale(world, form.data.locale);
    return context.redirect(pageOf(world, context.req.header('referer')), 303);
  });
  return pages;
}

/**
 * The shell keeps its address in step with the app's, so only the browser knows the page. The form came from the
 * admin's own origin; what it says about its page is held to the same.
 */
function pageOf(world: World, referer: string | undefined): string {
  const page = referer === undefined ? null : URL.parse(referer);
  if (page?.origin === world.options.adminOrigin && page.pathname.startsWith(storePath(world))) {
    return `${page.pathname}${page.search}`;
  }
  return storePath(world, '/settings/sandbox');
}
