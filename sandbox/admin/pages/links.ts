import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { World } from '#sandbox/world.ts';
import { isOwnAddress, resolveAdminLink } from '../admin-links.ts';
import { storePath } from '../context.ts';
import { card, emptyState, pageHeader } from '../elements.ts';
import { renderPage } from '../layout.ts';

/**
 * `/open?url=…` leads from an address that means Shopify to the sandbox's page for it. Only the sandbox's own pages are
 * opened: a link on this origin must not be able to send a person anywhere else.
 */
export function linkPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/open', (context) => {
    const address = resolveAdminLink(world, context.req.query('url') ?? '');
    if (address !== null && isOwnAddress(world, address)) return context.redirect(address);
    return context.html(renderNotFound(world), 404);
  });
  pages.post('/_shell/resolve', async (context) => {
    const { url } = z.object({ url: z.string() }).parse(await context.req.json());
    return context.json({ address: resolveAdminLink(world, url) });
  });
  return pages;
}

/** The page for an address that is none. */
export function renderNotFound(world: World) {
  return renderPage(world, {
    title: 'Not found',
    section: 'home',
    content: html`${pageHeader({ title: 'There is nothing here' })}
    ${card(
      null,
      html`${emptyState('This page does not exist', 'It may have been deleted, or the sandbox was reset.')}
        <a class="button" href="${storePath(world)}">Go to Home</a>`,
    )}`,
  });
}
