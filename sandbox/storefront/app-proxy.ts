import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'hono';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { World } from '../world.ts';
import { renderLiquidAnswer, renderPage } from './theme/render-page.ts';
import { localPath, type StorefrontEnvironment, type Visit } from './visit.ts';

/** Longest that Shopify is taken to wait for an app; it names no number. */
const PROXY_TIMEOUT_MILLISECONDS = 10_000;

/** Headers that concern one hop, and those that Shopify does not pass on. */
const NOT_FORWARDED = new Set([
  'connection',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const NOT_RETURNED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'set-cookie',
  'transfer-encoding',
]);

const AppProxyConfig = z.object({ app_proxy: z.object({ url: z.string() }) });

/** Where the app answers for the storefront: `[app_proxy] url` of shopify.app.toml, relative to the app's own address. */
function proxyTarget(world: World): string {
  const file = path.join(world.options.projectFolder, 'shopify.app.toml');
  if (!existsSync(file)) return new URL('/proxy', world.options.appOrigin).href;
  const { url } = AppProxyConfig.parse(parse(readFileSync(file, 'utf8'))).app_proxy;
  const { pathname } = new URL(url, world.options.appOrigin);
  return new URL(pathname, world.options.appOrigin).href.replace(/\/$/, '');
}

/**
 * The signature of an app proxy's request: the parameters as `name=value`, several values of one name joined by commas,
 * sorted, put together without anything between, as hex HMAC-SHA256 under the app's secret,
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies#verify-requests
 */
export function proxySignature(parameters: URLSearchParams, secret: string): string {
  const names = [...new Set(parameters.keys())].filter((name) => name !== 'signature');
  const pairs = names.map((name) => `${name}=${parameters.getAll(name).join(',')}`);
  return createHmac('sha256', secret).update(pairs.sort().join('')).digest('hex');
}

/**
 * Forwards a request below the app's path to the app, signed, and hands its answer back,
 * https://shopify.dev/docs/apps/build/online-store/app-proxies
 * @param rest what follows the proxy's path: empty, or from the slash on
 */
export async function forwardToApp(
  context: Context<StorefrontEnvironment>,
  rest: string,
): Promise<Response> {
  const visit = context.get('visit');
  const { world } = visit;
  const installation = world.installation.get();
  if (installation?.uninstalledAt !== null) return context.notFound();
  const target = `${proxyTarget(world)}${rest}?${signedParameters(visit).toString()}`;
  const hasBody = context.req.method !== 'GET' && context.req.method !== 'HEAD';
  try {
    const answer = await fetch(target, {
      method: context.req.method,
      headers: forwardedHeaders(context.req.raw.headers, world),
      ...(hasBody ? { body: await context.req.arrayBuffer() } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(PROXY_TIMEOUT_MILLISECONDS),
    });
    return await handBack(visit, answer);
  } catch (problem) {
    console.error(`The app did not answer ${target.split('?')[0]}: ${String(problem)}`);
    const timedOut = problem instanceof Error && problem.name === 'TimeoutError';
    return showAppError(visit, timedOut ? 504 : 502);
  }
}

/** The request's own parameters, then Shopify's; `logged_in_customer_id` is blank when nobody is signed in. */
function signedParameters({ world, url, customer }: Visit): URLSearchParams {
  const parameters = new URLSearchParams(url.search);
  parameters.delete('signature');
  parameters.append('shop', world.shop.get().domain);
  parameters.append('logged_in_customer_id', customer?.id ?? '');
  parameters.append('path_prefix', world.appProxyPath);
  // Real time: the app checks it against the wall clock, whatever the shop's story says.
  parameters.append('timestamp', String(Math.trunc(Date.now() / 1000)));
  parameters.append('signature', proxySignature(parameters, world.secrets.current));
  return parameters;
}

/** Cookies are the shop's and never reach the app; the app learns the shop's host from `X-Forwarded-Host`. */
function forwardedHeaders(headers: Headers, world: World): Headers {
  const forwarded = new Headers();
  for (const [name, value] of headers) {
    if (!NOT_FORWARDED.has(name)) forwarded.append(name, value);
  }
  forwarded.set('X-Forwarded-Host', world.shop.get().domain);
  forwarded.set('X-Forwarded-Proto', 'https');
  forwarded.set('X-Forwarded-For', '127.0.0.1');
  forwarded.set('X-Shop-Domain', world.shop.get().domain);
  return forwarded;
}

async function handBack(visit: Visit, answer: Response): Promise<Response> {
  if (answer.status >= 500) return showAppError(visit, 500);
  const headers = new Headers();
  for (const [name, value] of answer.headers) {
    if (!NOT_RETURNED.has(name)) headers.append(name, value);
  }
  const liquid = answer.headers.get('content-type')?.startsWith('application/liquid') ?? false;
  if (!liquid) return new Response(answer.body, { status: answer.status, headers });
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const html = await renderLiquidAnswer(visit, await answer.text());
  return new Response(html, { status: answer.status, headers });
}

/** What a shopper sees when the app fails: a page of the shop that blames nobody. */
async function showAppError(visit: Visit, status: 500 | 502 | 504): Promise<Response> {
  const html = await renderPage(visit, { template: 'app-error' });
  return new Response(html, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

/**
 * What follows the app's path in a storefront path, or undefined when it is not below it. The prefix is followed by a
 * slash or nothing: `/apps/evergreens` is another app's.
 */
export function pathBelowProxy(visit: Visit, pathname: string): string | undefined {
  const prefix = localPath(visit, visit.world.appProxyPath);
  if (pathname === prefix) return '';
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}
