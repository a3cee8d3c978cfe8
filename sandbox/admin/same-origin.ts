import { createMiddleware } from 'hono/factory';

/**
 * Refuses what another site's page makes the browser send: everything but GET and HEAD must carry the admin's own
 * `Origin`. Staff do not sign in here, so this check is all that stands between a foreign page and a refund.
 */
export function sameOriginOnly(adminOrigin: string) {
  return createMiddleware(async (context, next) => {
    const { method } = context.req;
    const isReading = method === 'GET' || method === 'HEAD';
    if (!isReading && context.req.header('origin') !== adminOrigin) {
      return context.text('This form belongs to the admin and can only be sent from there.', 403);
    }
    return next();
  });
}
