/** No page is here. A route says so, because the texts of the error page are only loaded where a route matches. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** Never shown; without a component Remix would answer as if data had been asked for. */
export default function Missing() {
  return null;
}
