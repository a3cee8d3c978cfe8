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

function site(changes: Partial<SiteOptions> = {}) {
  return createSite({
    logger: createLogger('silent', 'test'),
    framePolicy: {
      extraFrameAncestors: 'http://localhost:4001',
      appBridgeUrl: 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
    },
    handle: () => Promise.resolve(new Response(PAGE, { headers: { 'Content-Type': 'text/html' } })),
    checkHealth: () => Promise.resolve(),
    assetsFolder,
    ...changes,
  });
}

describe('a page', () => {
  test('may stand in the frame of the shop that asked for it, and in no other', async () => {
    const response = await site().request('/app?shop=beans.myshopify.com');
    expect(response.headers.get('Content-Security-Policy')).toBe(
      'frame-ancestors https://beans.myshopify.com https://admin.shopify.com http://localhost:4001',
    );
  });

  test.each(['/', '/?shop=evil.example', '/?shop=a.myshopify.com%20https://evil.example'])(
    'that no shop asked for (%s) may stand in the admin’s frame alone',
    async (path) => {
      const response = await site().request(path);
      expect(response.headers.get('Content-Security-Policy')).toBe(
        'frame-ancestors https://admin.shopify.com http://localhost:4001',
      );
    },
  );

  test('is not kept by caches, and its type is not guessed', async () => {
    const { headers } = await site().request('/app');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
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

  test('outside of its folder is not served', async () => {
    const response = await site().request('/assets/..%2f..%2fpackage.json');
    expect(await response.text()).toBe(PAGE);
  });
});

describe('health', () => {
  test('is good while the process can work', async () => {
    expect((await site().request('/healthz')).status).toBe(200);
  });

  test('is bad while the database is away', async () => {
    const checkHealth = () => Promise.reject(new Error('connection refused'));
    expect((await site({ checkHealth }).request('/healthz')).status).toBe(503);
  });
});

test('a request that fails says nothing of why', async () => {
  const handle = () => Promise.reject(new Error('password of the database'));
  const response = await site({ handle }).request('/app');
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('');
});
