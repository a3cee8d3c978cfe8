import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';

import plainPageStyles from '#app/components/page/plain-page.css?url';
import { PlainPage } from '#app/components/page/plain-page.tsx';
import { useScriptNonce } from '#app/components/page/script-nonce.ts';
import { readerLocale } from '#app/platform/reader-locale.server.ts';
import { loadMessages } from '#app/platform/translations.server.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: plainPageStyles }];

/** Until a page says its own. */
export const meta: MetaFunction = () => [{ title: 'Evergreen' }];

export function loader({ request }: LoaderFunctionArgs) {
  const locale = readerLocale(request);
  return { locale, problem: loadMessages(locale).problem };
}

/** The language is that of the page load; see `readerLocale`. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { readonly children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const nonce = useScriptNonce();
  return (
    <html lang={data?.locale ?? 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** For what goes wrong before a page has a frame of its own to say so in. */
export function ErrorBoundary() {
  const error = useRouteError();
  const problem = useRouteLoaderData<typeof loader>('root')?.problem;
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <PlainPage
        title={problem?.notFoundTitle ?? 'Page not found'}
        lead={problem?.notFoundText ?? ''}
      />
    );
  }
  return (
    <PlainPage
      title={problem?.title ?? 'This page could not be shown'}
      lead={problem?.text ?? ''}
    />
  );
}
