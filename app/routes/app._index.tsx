import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';

import { HomePage } from '#app/components/home/home-page.tsx';
import { themeEditorLinks } from '#app/components/storefront/storefront-state.ts';
import { RECONCILIATION_MODES } from '#app/loyalty/reconciliation.ts';
import { askForProof, askForReconciliation } from '#app/usecases/checking/ask-for-checks.server.ts';
import { readChecks } from '#app/usecases/checking/read-checks.server.ts';
import { readHome } from '#app/usecases/shops/read-home.server.ts';
import { readMissingCashOutScopes } from '#app/usecases/paying-out/read-missing-cash-out-scopes.server.ts';
import { readMissingScopes } from '#app/usecases/shops/read-missing-scopes.server.ts';

import { enterAdmin } from './enter.server.ts';

const Wish = z.object({ check: z.enum([...RECONCILIATION_MODES, 'ledger']) });

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const { apiKey } = args.context.shopify;
  return {
    home: await readHome(services, shop.id),
    checks: await readChecks(services, shop.id),
    links: themeEditorLinks(shop.domain, apiKey),
    missingScopes: await readMissingScopes(services, shop.domain),
    cashOutScopes: await readMissingCashOutScopes(services, shop),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const wish = Wish.safeParse(Object.fromEntries(await args.request.formData()));
  if (!wish.success) return { kind: 'unknown' as const };
  const { check } = wish.data;
  if (check === 'ledger') return { kind: await askForProof(services, shop, staffUserId) };
  return { kind: await askForReconciliation(services, shop, { mode: check, staffUserId }) };
}

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />;
}
