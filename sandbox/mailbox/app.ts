import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import type { World } from '../world.ts';
import { inboxPage, mailPage, notFoundPage } from './pages.ts';
import { STYLES } from './styles.ts';
import { newestFirst } from './smtp.ts';

const MAILS_PER_PAGE = 25;

/** Nothing from elsewhere, no scripts; mails stand in frames of this origin. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail is somebody else's HTML: no scripts, no forms, nothing loaded; it may style itself. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/**
 * The page that shows what was sent: newest first, searched by recipient, page by page; one mail as HTML, text or
 * source. To be mounted at the root of an origin of its own, so that a mail never shares one with the shop.
 */
export function mailboxApp(world: World): Hono {
  const app = new Hono();
  app.use(csrf());
  app.use(async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Cache-Control', 'no-store');
    if (context.res.headers.has('Content-Security-Policy')) return;
    context.header('Content-Security-Policy', PAGE_POLICY);
  });
  app.get('/styles.css', (context) => {
    return context.body(STYLES, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.get('/', (context) => {
    const recipient = (context.req.query('to') ?? '').trim();
    const wanted = recipient.toLowerCase();
    const found = newestFirst(world).filter((mail) => mail.to.toLowerCase().includes(wanted));
    const pages = Math.max(1, Math.ceil(found.length / MAILS_PER_PAGE));
    const page = Math.min(
      pages,
      Math.max(1, Number.parseInt(context.req.query('page') ?? '', 10) || 1),
    );
    const mails = found.slice((page - 1) * MAILS_PER_PAGE, page * MAILS_PER_PAGE);
    return context.html(
      inboxPage(
        { mails, recipient, page, pages, found: found.length, total: world.mails.size },
        world,
      ),
    );
  });
  app.post('/delete-all', (context) => {
    for (const mail of world.mails.all()) world.mails.delete(mail.id);
    return context.redirect('/', 303);
  });
  app.get('/mails/:id', (context) => {
    const mail = world.mails.get(context.req.param('id'));
    if (!mail) return context.html(notFoundPage(world), 404);
    const view = context.req.query('view');
    const shown =
      view === 'text' || view === 'source' ? view : mail.html === null ? 'text' : 'html';
    return context.html(mailPage(mail, shown, world));
  });
  app.get('/mails/:id/html', (context) => {
    const mail = world.mails.get(context.req.param('id'));
    if (!mail?.html) return context.html(notFoundPage(world), 404);
    context.header('Content-Security-Policy', MAIL_POLICY);
    // Links open beside the mailbox, not inside the frame.
    return context.html(`<base target="_blank">${mail.html}`);
  });
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.notFound((context) => context.html(notFoundPage(world), 404));
  app.onError((problem, context) => {
    if ('getResponse' in problem) return problem.getResponse();
    console.error(problem);
    return context.html(
      html`<!doctype html><title>Error</title>
        <pre>${problem.message}</pre>`,
      500,
    );
  });
  return app;
}
