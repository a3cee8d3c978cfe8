import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

import { authenticateAdmin } from '#app/shopify/authenticate.server.ts';

const BOUNCE_PAGE = '/auth/session-token';

/**
 * Addresses of the library. It answers the one page by throwing it: there App Bridge fetches a new session token. Who
 * is sent to `/auth/login` asked for a page outside the admin, and is told where it is. The library's page that leaves
 * the frame (`/auth/exit-iframe`) is for installing by redirects and for its own billing, neither of which is used: its
 * inline script would be refused, and an address that forwards to others is better not there.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url);
  if (pathname === '/auth/login') return redirect('/');
  if (pathname === BOUNCE_PAGE) await authenticateAdmin(request, context);
  return new Response(null, { status: 404 });
}
