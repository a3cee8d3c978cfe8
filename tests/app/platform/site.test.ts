import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createLogger } from '#app/platform/logger.server.ts';
import { createSite, type SiteOptions } from '#app/platform/site.server.ts';

const PAGE = '<!doctype html><title>Evergreen</title>';

let assetsFolder: string;

beforeAll(async () => {
  assetsFolder = await mkdtemp(join(tmpdir(), 'evergreen-assets-'));
  await mkdir(join(assetsFolder, 'assets'));
  await writeFile(join(assetsFolder, 'assets', 'entry-1a2b3c.js'), 'export {};'.repeat(200));
  await writeFile(join(assetsFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
});

afterAll(() => rm(assetsFolder, { recursive: true }));

const answerPage = () =>
  Promise.resolve(new Response(PAGE, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));

function site(changes: Partial<SiteOptions> = {}) {
  return createSite({
    logger: createLogger('silent', 'test'),
    securityPolicy: {
      appUrl: 'https://evergreen.example',
      extraFrameAncestors: '',
      appBridgeUrl: 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
      isDevelopment: false,
    },
    handle: answerPage,
    assetsFolder,
    ...changes,
  });
}

describe('a page', () => {
  test('runs scripts that carry the nonce of this answer, and each answer has another', async () => {
    const given: string[] = [];
    const handle = (_request: Request, scriptNonce: string) => {
      given.push(scriptNonce);
      return answerPage();
    };
    for (const nth of [0, 1]) {
      const response = await site({ handle }).request('/app');
      const policy = response.headers.get('Content-Security-Policy');
      expect(policy).toContain(`'nonce-${given[nth]}'`);
    }
    expect(given[0]).not.toBe(given[1]);
  });

  test('that the library answers with a policy of its own gets ours', async () => {
    const headers = {
      'content-type': 'text/html;charset=utf-8',
      'Content-Security-Policy': 'frame-ancestors https://*.spin.dev',
    };
    const handle = () => Promise.resolve(new Response(PAGE, { headers }));
    const response = await site({ handle }).request('/auth/session-token');
    expect(response.headers.get('Content-Security-Policy')).toMatch(/^default-src 'self'; /);
  });

  test('is not kept by caches, and its type is not guessed', async () => {
    const { headers } = await site().request('/app');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

test.each([
  ['data', () => Promise.resolve(Response.json({ points: 3 }))],
  ['a redirect', () => Promise.resolve(new Response(null, { status: 302 }))],
  ['a failure', () => Promise.reject(new Error('broken'))],
])('%s can neither run anything nor be read by other sites', async (_name, handle) => {
  const { headers } = await site({ handle }).request('/app.data?shop=beans.myshopify.com');
  expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; /);
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
});

describe('a file of the build', () => {
  test('that is named by its content is kept for good, and sent compressed', async () => {
    const response = await site().request('/assets/entry-1a2b3c.js', {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
  });

  test('that may change is kept for an hour', async () => {
    const response = await site().request('/favicon.svg');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=3600');
  });

  test('may be shown by other sites, and runs nothing when it is opened by itself', async () => {
    const { headers } = await site().request('/favicon.svg');
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; /);
    expect(headers.has('Cross-Origin-Resource-Policy')).toBe(false);
  });

  test('outside of its folder is not served', async () => {
    const response = await site().request('/assets/..%2f..%2fpackage.json');
    expect(await response.text()).toBe(PAGE);
  });
});

test('a request that fails says nothing of why', async () => {
  const handle = () => Promise.reject(new Error('password of the database'));
  const response = await site({ handle }).request('/app');
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('');
});
