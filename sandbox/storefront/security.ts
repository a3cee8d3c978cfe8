import type { MiddlewareHandler } from 'hono';
import type { World } from '../world.ts';
import type { StorefrontEnvironment } from './visit.ts';

/**
 * A Content-Security-Policy stricter than Shopify's own, so that the app's blocks are known to work in a shop that has
 * one: no inline script or style but the theme's own (by nonce), no style attributes, nothing from elsewhere.
 */
export function contentSecurityPolicy(world: World, nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    // The theme editor shows the shop in a frame.
    `frame-ancestors 'self' ${world.options.adminOrigin}`,
  ].join('; ');
}

/** Sets the security headers of every answer that the shop itself gives. */
export function securityHeaders(world: World): MiddlewareHandler<StorefrontEnvironment> {
  return async (context, next) => {
    await next();
    const { nonce } = context.get('visit');
    context.header('Content-Security-Policy', contentSecurityPolicy(world, nonce));
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  };
}
