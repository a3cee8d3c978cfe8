import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Link,
  Outlet,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import type { ReactNode } from 'react';
import { IntlProvider, useTranslations } from 'use-intl/react';

import adminStyles from '#app/components/admin.css?url';
import { AdminProblem } from '#app/components/page/admin-problem.tsx';
import { readPolarisTexts } from '#app/platform/polaris-texts.server.ts';
import { presentTimezone } from '#app/loyalty/time/clocks.ts';
import { readerLocale } from '#app/platform/reader-locale.server.ts';
import { loadMessages } from '#app/platform/translations.server.ts';

import { enterAdmin } from './enter.server.ts';

export const links: LinksFunction = () =>
  [polarisStyles, adminStyles].map((href) => ({ rel: 'stylesheet', href }));

export async function loader(args: LoaderFunctionArgs) {
  const { shop } = await enterAdmin(args);
  const { apiKey, appBridgeUrl } = args.context.shopify;
  const locale = readerLocale(args.request);
  return {
    apiKey,
    appBridgeUrl,
    locale,
    timeZone: presentTimezone(shop.timezone),
    messages: loadMessages(locale),
    polarisTexts: readPolarisTexts(locale),
  };
}

/** Nothing of this changes while the page is open; and the language is known at the page load alone. */
export const shouldRevalidate = () => false;

/** Lets App Bridge see what the library asks of it when a session token has run out. */
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);

export default function AdminLayout() {
  return (
    <AdminFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </AdminFrame>
  );
}

/** A page that fails leaves the frame and its navigation standing; a frame that fails is the root's to explain. */
export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>('routes/app');
  if (!frame) throw error;
  return (
    <AdminFrame frame={frame}>
      <AdminProblem isMissing={isRouteErrorResponse(error) && error.status === 404} />
    </AdminFrame>
  );
}

type Frame = ReturnType<typeof useLoaderData<typeof loader>>;

/** What every page of the admin stands in: App Bridge, Polaris, the reader's language and the navigation. */
function AdminFrame({ frame, children }: { readonly frame: Frame; readonly children: ReactNode }) {
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={frame.apiKey}
      __APP_BRIDGE_URL={frame.appBridgeUrl}
      i18n={frame.polarisTexts}
    >
      <IntlProvider locale={frame.locale} timeZone={frame.timeZone} messages={frame.messages}>
        <Navigation />
        {children}
      </IntlProvider>
    </AppProvider>
  );
}

function Navigation() {
  const text = useTranslations('navigation');
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {text('home')}
      </Link>
      <Link to="/app/program">{text('program')}</Link>
      <Link to="/app/members">{text('members')}</Link>
      <Link to="/app/rewards">{text('rewards')}</Link>
      <Link to="/app/redemptions">{text('redemptions')}</Link>
      <Link to="/app/settings">{text('settings')}</Link>
    </NavMenu>
  );
}
