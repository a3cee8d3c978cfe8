import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { EXTENSION_FOLDER, type Page, renderBlock } from './render-block.ts';

/** Stricter than Shopify's: what works under this works in any shop. */
const POLICY =
  "default-src 'self'; img-src data:; base-uri 'none'; object-src 'none'; form-action 'self'";

/** What the page's addresses answer; a test changes it as it goes. */
export interface Answers {
  cart: unknown;
  /** What the app answers, by what it is asked for: in turn, and the last one stays. A string is no JSON. */
  app: Record<string, unknown[]>;
  /** Until then the script of a page does not arrive; nothing holds it up from the beginning. */
  script: Promise<void>;
  /** What the app was asked for: `rewards?locale=de`, or `POST code code=A&locale=de`. */
  readonly asked: string[];
}

/** A shop of a single product page with both blocks on it. */
export async function servePage(page: Page): Promise<{
  url: string;
  answers: Answers;
  close(): Promise<void>;
}> {
  const answers: Answers = { cart: {}, app: {}, script: Promise.resolve(), asked: [] };
  const html = await shopPage(page);
  const server = createServer((request, response) => {
    void read(request).then(async (sent) => {
      const url = new URL(request.url ?? '/', 'http://shop');
      if (url.pathname === '/evergreen.js') await answers.script;
      const asked = [request.method === 'POST' ? 'POST ' : '', url, sent] as const;
      const [type, body] = answer(asked, html, answers);
      response.setHeader('Content-Security-Policy', POLICY);
      response.setHeader('Content-Type', type);
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

const PROXY = '/apps/evergreen/';

/** @returns the type and the body of what stands at an address */
function answer(
  [method, url, sent]: readonly [method: string, url: URL, sent: string],
  html: string,
  answers: Answers,
): [string, string] {
  const { pathname, search } = url;
  if (pathname.startsWith(PROXY)) {
    const name = pathname.slice(PROXY.length);
    answers.asked.push(`${method}${name}${search}${sent && ` ${sent}`}`);
    const bodies = answers.app[`${method}${name}`] ?? [''];
    const body = bodies.length > 1 ? bodies.shift() : bodies[0];
    return ['application/json', typeof body === 'string' ? body : JSON.stringify(body)];
  }
  const file = path.basename(pathname);
  if (/^evergreen.*\.js$/.test(file)) return ['text/javascript', asset(file)];
  switch (file) {
    case 'evergreen.css':
      return ['text/css', asset('evergreen.css')];
    case 'theme.css':
      return ['text/css', 'body { background: #16181b; color: #d9d6cf }'];
    case 'cart.js':
      return ['application/json', JSON.stringify(answers.cart)];
    default:
      return ['text/html; charset=utf-8', html];
  }
}

function asset(name: string): string {
  return readFileSync(path.join(EXTENSION_FOLDER, 'assets', name), 'utf8');
}

async function shopPage(page: Page): Promise<string> {
  const [balance, launcher] = await Promise.all([
    renderBlock('balance', page),
    renderBlock('launcher', page),
  ]);
  const options = page.product?.variants.map(({ id }) => `<option value="${id}">${id}</option>`);
  return `<!doctype html><html lang="${page.locale}"><head><title>Coffee</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,"><link rel="stylesheet" href="/theme.css">
    <link rel="stylesheet" href="/evergreen.css"><script async src="/evergreen.js"></script></head>
    <body><main><h1>Coffee</h1>
    <form action="/cart/add" method="post"><label>Size <select name="id">${options?.join('') ?? ''}</select></label></form>
    <div class="shopify-block">${balance.html}</div></main>
    <div class="shopify-block">${launcher.html}</div></body></html>`;
}
