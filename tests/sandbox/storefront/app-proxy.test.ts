import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  APP_SECRET,
  openStorefront,
  signIn,
  type StorefrontTest,
} from '../support/storefront-world.ts';

interface Received {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The signature as Shopify's documentation has it in Ruby, written anew: it shares no code with the sandbox. */
function documentedSignature(query: string): string {
  const values: Record<string, string[]> = {};
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair
      .split('=')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (name !== 'signature') (values[name] ??= []).push(value);
  }
  const joined = Object.keys(values)
    .map((name) => `${name}=${values[name]?.join(',')}`)
    .sort()
    .join('');
  return createHmac('sha256', APP_SECRET).update(joined).digest('hex');
}

describe('app proxy', () => {
  let app: Server;
  let shop: StorefrontTest;
  let received: Received[];
  let reply: { status: number; type: string; body: string; headers?: Record<string, string> };

  beforeEach(async () => {
    received = [];
    reply = { status: 200, type: 'application/json', body: '{"ok":true}' };
    app = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const { port } = app.address() as AddressInfo;
    shop = await openStorefront({ appOrigin: `http://127.0.0.1:${port}`, installed: true });
  });
  afterEach(async () => {
    await shop.close();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://app.test');
    const { method = '', headers } = request;
    received.push({ method, url, headers, body: await text(request) });
    response.writeHead(reply.status, { 'content-type': reply.type, ...reply.headers });
    response.end(reply.body);
  }

  const last = () => {
    const request = received.at(-1);
    if (!request) throw new Error('The app was not asked');
    return request;
  };

  test('the app gets the documented parameters with a signature that holds', async () => {
    const answer = await shop.shopper.request(
      '/apps/evergreen/activity?tag=b&tag=a&name=Zo%C3%AB+K',
    );
    expect(await answer.json()).toEqual({ ok: true });
    const { url } = last();
    expect(url.pathname).toBe('/proxy/activity');
    expect(url.searchParams.get('signature')).toBe(documentedSignature(url.search.slice(1)));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      shop: 'fernhill-roastery.myshopify.com',
      path_prefix: '/apps/evergreen',
      logged_in_customer_id: '',
      name: 'Zoë K',
    });
    const age = Date.now() / 1000 - Number(url.searchParams.get('timestamp'));
    expect(Math.abs(age)).toBeLessThan(90);
  });

  test('the app learns who is signed in; a claim in the address comes first and is not the only one', async () => {
    const anna = shop.world.customers.all()[0];
    await signIn(shop, anna?.email ?? '');
    await shop.shopper.request('/apps/evergreen/activity');
    expect(last().url.searchParams.getAll('logged_in_customer_id')).toEqual([anna?.id]);
    await shop.shopper.request('/apps/evergreen/activity?logged_in_customer_id=7');
    expect(last().url.searchParams.getAll('logged_in_customer_id')).toEqual(['7', anna?.id]);
  });

  test('the timestamp is real time, however far the shop’s clock was moved', async () => {
    shop.world.clock.set(new Date(Date.now() + 366 * 86_400_000));
    await shop.shopper.request('/apps/evergreen/activity');
    const age = Date.now() / 1000 - Number(last().url.searchParams.get('timestamp'));
    expect(Math.abs(age)).toBeLessThan(90);
  });

  test('cookies go neither way, the shop’s host is told', async () => {
    reply.headers = { 'set-cookie': 'app=1', 'x-app': 'yes' };
    await shop.shopper.post('/cart/update.js', { attributes: { a: 'b' } });
    const answer = await shop.shopper.request('/apps/evergreen/activity');
    expect(last().headers.cookie).toBeUndefined();
    expect(last().headers['x-forwarded-host']).toBe('fernhill-roastery.myshopify.com');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('x-app')).toBe('yes');
  });

  test('a POST takes its body along, below a language’s prefix too', async () => {
    const { body } = await shop.shopper.post('/de/apps/evergreen/join', { birthday: '02-29' });
    expect(body).toEqual({ ok: true });
    expect(last()).toMatchObject({ method: 'POST', body: '{"birthday":"02-29"}' });
    expect(last().url.searchParams.get('path_prefix')).toBe('/apps/evergreen');
  });

  test('Liquid is rendered within the theme, or bare with layout none', async () => {
    reply = {
      status: 200,
      type: 'application/liquid',
      body: '<p>{{ shop.name }}: {{ 250 | money }}</p>',
    };
    const within = await (await shop.shopper.request('/apps/evergreen/page')).text();
    expect(within).toContain('<p>Fernhill Coffee Roasters: €2.50</p>');
    expect(within).toContain('<footer');
    reply.body = '{% layout none %}<p>{{ shop.currency }}</p>';
    expect(await (await shop.shopper.request('/apps/evergreen/page')).text()).toBe('<p>EUR</p>');
  });

  test('a refusal of the app reaches the shopper, its failure becomes a page of the shop', async () => {
    reply = { status: 404, type: 'application/json', body: '{"error":"unknown"}' };
    const refused = await shop.shopper.request('/apps/evergreen/x');
    expect([refused.status, await refused.text()]).toEqual([404, '{"error":"unknown"}']);
    reply = { status: 500, type: 'text/html', body: 'stack trace' };
    const failed = await shop.shopper.open('/apps/evergreen/x');
    expect(failed.status).toBe(500);
    expect(failed.html).not.toContain('stack trace');
    expect(failed.html).toContain('does not answer');
  });

  test('an app that is not installed is not asked, nor is one whose path only begins alike', async () => {
    expect((await shop.shopper.request('/apps/evergreens')).status).toBe(404);
    shop.world.commands.uninstallApp();
    expect((await shop.shopper.request('/apps/evergreen/activity')).status).toBe(404);
    expect(received).toEqual([]);
  });
});
