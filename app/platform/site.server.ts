import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';

import type { Logger } from './logger.server.ts';
import {
  type AnswerKind,
  createScriptNonce,
  securityHeaders,
  type SecurityPolicy,
} from './security-headers.server.ts';

/** What the site is made of. */
export interface SiteOptions {
  readonly logger: Logger;
  readonly securityPolicy: SecurityPolicy;
  /**
   * Renders pages and runs loaders and actions.
   * @param scriptNonce for the scripts that are written into a page
   */
  handle(request: Request, scriptNonce: string): Promise<Response>;
  /** Folder of the built assets; undefined where something else serves them. */
  readonly assetsFolder?: string | undefined;
}

const ONE_YEAR_SECONDS = 31_536_000;
const ONE_HOUR_SECONDS = 3_600;

/** What goes with a request on its way. */
interface Along {
  Variables: { scriptNonce: string };
}

/** Everything that is answered over HTTP besides webhooks and health. */
export function createSite(options: SiteOptions): Hono<Along> {
  const site = new Hono<Along>();
  site.use(setHeaders(options.securityPolicy));
  site.use(logRequests(options.logger), compress());
  if (options.assetsFolder !== undefined) site.use(serveAssets(options.assetsFolder));
  site.all('*', (context) => options.handle(context.req.raw, context.get('scriptNonce')));
  site.onError((error, context) => {
    options.logger.error({ err: error, path: context.req.path }, 'a request failed');
    return context.body(null, 500);
  });
  return site;
}

/** Nothing of ours has a longer address. */
const PATH_LOGGED_MAX = 200;

/** One line a request. The path without its query, where session tokens and signatures stand. */
function logRequests(logger: Logger): MiddlewareHandler {
  return async (context, next) => {
    const startedAt = performance.now();
    await next();
    logger.info(
      {
        method: context.req.method,
        path: context.req.path.slice(0, PATH_LOGGED_MAX),
        status: context.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  };
}

function setHeaders(policy: SecurityPolicy): MiddlewareHandler<Along> {
  return async (context, next) => {
    const scriptNonce = createScriptNonce();
    context.set('scriptNonce', scriptNonce);
    await next();
    const answer = { url: new URL(context.req.url), kind: kindOf(context.res), scriptNonce };
    const headers = securityHeaders(answer, policy);
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    // What pages and loaders say is of one shop and of now, unless they state otherwise.
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  };
}

function kindOf({ headers }: Response): AnswerKind {
  if (headers.get('Content-Type')?.startsWith('text/html')) return 'page';
  return headers.get('Cache-Control')?.startsWith('public') ? 'public' : 'private';
}

/** The build names its assets by their content, so they never change; other files may. */
function serveAssets(folder: string): MiddlewareHandler {
  const serve = serveStatic({ root: folder });
  return async (context, next) => {
    const file = await serve(context, next);
    if (!(file instanceof Response)) return;
    const isNamedByContent = context.req.path.startsWith('/assets/');
    file.headers.set(
      'Cache-Control',
      isNamedByContent
        ? `public, max-age=${ONE_YEAR_SECONDS}, immutable`
        : `public, max-age=${ONE_HOUR_SECONDS}`,
    );
    return file;
  };
}
