import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

import { authenticateAdmin } from '#app/shopify/authenticate.server.ts';

/**
 * Addresses of the library, answered by throwing: the page on which App Bridge fetches a new session token
 * (`/auth/session-token`), and the one that leaves the frame. Who is sent to `/auth/login` asked for a page outside
 * the admin, and is told where it is.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (new URL(request.url).pathname === '/auth/login') return redirect('/');
  await authenticateAdmin(request, context);
  return new Response(null, { status: 404 });
}
