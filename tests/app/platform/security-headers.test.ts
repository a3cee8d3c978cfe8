import { describe, expect, test } from 'vitest';

import {
  type Answer,
  createScriptNonce,
  securityHeaders,
  type SecurityPolicy,
} from '#app/platform/security-headers.server.ts';

const PRODUCTION: SecurityPolicy = {
  appUrl: 'https://evergreen.example',
  appBridgeUrl: 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
  extraFrameAncestors: '',
  isDevelopment: false,
};

const SANDBOX: SecurityPolicy = {
  appUrl: 'http://localhost:3000',
  appBridgeUrl: 'http://localhost:4001/app-bridge.js',
  extraFrameAncestors: 'http://localhost:4001',
  isDevelopment: false,
};

function headersOf(
  policy: SecurityPolicy,
  {
    path = '/app?shop=beans.myshopify.com',
    kind = 'page',
  }: { path?: string; kind?: Answer['kind'] } = {},
): Record<string, string> {
  const url = new URL(path, policy.appUrl);
  return securityHeaders({ url, kind, scriptNonce: 'bm9uY2U=' }, policy);
}

/** The policy of an answer, by directive. */
function directivesOf(...of: Parameters<typeof headersOf>): Map<string, string> {
  const policy = headersOf(...of)['Content-Security-Policy'] ?? '';
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

describe('a page', () => {
  test('has this policy in production', () => {
    expect(Object.fromEntries(directivesOf(PRODUCTION))).toEqual({
      'default-src': "'self'",
      'script-src': "'self' 'nonce-bm9uY2U=' https://cdn.shopify.com/shopifycloud/",
      'script-src-attr': "'none'",
      'style-src': "'self'",
      'style-src-attr': "'unsafe-inline'",
      'img-src': "'self' data: https://cdn.shopify.com",
      'connect-src':
        "'self' https://beans.myshopify.com https://admin.shopify.com https://*.shopifysvc.com",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': 'https://beans.myshopify.com https://admin.shopify.com',
    });
  });

  test('takes App Bridge from where it is configured, and may stand in the frames that are', () => {
    const directives = directivesOf(SANDBOX);
    expect(directives.get('script-src')).toBe("'self' 'nonce-bm9uY2U=' http://localhost:4001/");
    expect(directives.get('frame-ancestors')).toBe(
      'https://beans.myshopify.com https://admin.shopify.com http://localhost:4001',
    );
  });

  test.each([
    '/',
    '/?shop=evil.example',
    '/?shop=a.myshopify.com%20https://evil.example',
    '/?shop=',
  ])('that no shop asked for (%s) may stand in the admin’s frame alone', (path) => {
    expect(directivesOf(PRODUCTION, { path }).get('frame-ancestors')).toBe(
      'https://admin.shopify.com',
    );
    expect(headersOf(PRODUCTION, { path })).not.toHaveProperty('Link');
  });

  test('leaves scripts as closed while Vite serves it, which needs its styles and its socket', () => {
    const directives = directivesOf({ ...SANDBOX, isDevelopment: true });
    expect(directives.get('style-src')).toBe("'self' 'unsafe-inline'");
    expect(directives.get('connect-src')).toMatch(/ ws:$/);
    expect(directives.get('script-src')).toBe(directivesOf(SANDBOX).get('script-src'));
  });

  test('lets App Bridge be fetched early', () => {
    expect(headersOf(PRODUCTION)['Link']).toBe(
      '<https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel="preload"; as="script"',
    );
  });

  test('keeps no hold on windows of other sites, and is open to be embedded', () => {
    const headers = headersOf(PRODUCTION);
    expect(headers['Cross-Origin-Opener-Policy']).toBe('same-origin');
    expect(headers).not.toHaveProperty('Cross-Origin-Resource-Policy');
  });
});

describe.each(['page', 'public', 'private'] as const)('an answer that is %s', (kind) => {
  test('asks browsers to insist on https where the app is there, and nowhere else', () => {
    expect(headersOf(PRODUCTION, { kind })['Strict-Transport-Security']).toBe('max-age=31536000');
    expect(headersOf(SANDBOX, { kind })).not.toHaveProperty('Strict-Transport-Security');
  });

  test('says that its type is not to be guessed and who learns its address, and asks for nothing', () => {
    const headers = headersOf(PRODUCTION, { kind });
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
    expect(headers['Referrer-Policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['Permissions-Policy']).toMatch(/camera=\(\), .*geolocation=\(\)/);
  });
});

test('a nonce is 128 bits, in base64, and never the same', () => {
  const nonces = Array.from({ length: 100 }, createScriptNonce);
  expect(new Set(nonces).size).toBe(100);
  for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
});
