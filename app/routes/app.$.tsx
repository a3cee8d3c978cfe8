import type { LoaderFunctionArgs } from '@remix-run/node';

import { enterAdmin } from './enter.server.ts';

/** No page of the admin is here: the frame stays, and says so. */
export async function loader(args: LoaderFunctionArgs): Promise<never> {
  await enterAdmin(args);
  throw new Response(null, { status: 404 });
}

/** Never shown; without a component Remix would answer as if data had been asked for. */
export default function Missing() {
  return null;
}
