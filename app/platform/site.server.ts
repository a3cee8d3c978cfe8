import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';

import type { Logger } from './logger.server.ts';
import { COMMON_HEADERS, documentHeaders, type FramePolicy } from './security-headers.server.ts';

/** What the site is made of. */
export interface SiteOptions {
  readonly logger: Logger;
  readonly framePolicy: FramePolicy;
  /** Renders pages and runs loaders and actions. */
  handle(request: Request): Promise<Response>;
  /** Resolves when the process can do its work, rejects when it cannot. */
  checkHealth(): Promise<unknown>;
  /** Folder of the built assets; undefined where something else serves them. */
  readonly assetsFolder?: string | undefined;
}

const ONE_YEAR_SECONDS = 31_536_000;
const ONE_HOUR_SECONDS = 3_600;

/** Everything that is answered over HTTP besides webhooks. */
export function createSite(options: SiteOptions): Hono {
  const site = new Hono();
  site.get('/healthz', (context) => answerHealth(context, options));
  site.use(logRequests(options.logger), setHeaders(options.framePolicy), compress());
  if (options.assetsFolder !== undefined) site.use(serveAssets(options.assetsFolder));
  site.all('*', (context) => options.handle(context.req.raw));
  site.onError((error, context) => {
    options.logger.error({ err: error, path: context.req.path }, 'a request failed');
    return context.body(null, 500);
  });
  return site;
}

async function answerHealth(context: Context, options: SiteOptions): Promise<Response> {
  try {
    await options.checkHealth();
    return context.text('ok');
  } catch (error) {
    options.logger.error({ err: error }, 'the process is not healthy');
    return context.text('unavailable', 503);
  }
}

/** One line a request. The path without its query, where session tokens and signatures stand. */
function logRequests(logger: Logger): MiddlewareHandler {
  return async (context, next) => {
    const startedAt = performance.now();
    await next();
    logger.info(
      {
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  };
}

function setHeaders(framePolicy: FramePolicy): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const isPage = context.res.headers.get('Content-Type')?.startsWith('text/html') ?? false;
    const headers = {
      ...COMMON_HEADERS,
      ...(isPage ? documentHeaders(new URL(context.req.url), framePolicy) : {}),
    };
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    // What pages and loaders say is of one shop and of now, unless they state otherwise.
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  };
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
