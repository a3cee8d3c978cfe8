import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';

import type { DecisionAnswer } from '#app/components/adjusting/import-decisions.tsx';
import { ImportPage, UnknownImportPage } from '#app/components/adjusting/import-page.tsx';
import { decideImport } from '#app/usecases/adjusting/decide-import.server.ts';
import {
  ImportLinesQuery,
  readImportLines,
} from '#app/usecases/adjusting/read-import-lines.server.ts';
import { readImport } from '#app/usecases/adjusting/read-imports.server.ts';

import { enterAdmin } from './enter.server.ts';

const Wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm'), beyond: z.enum(['leave', 'owe']) }),
  z.object({ kind: z.literal('discard') }),
  z.object({ kind: z.literal('undo') }),
]);

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  const file = await readImport(services, shop.id, args.params['importId'] ?? '');
  if (!file) return data(null, { status: 404 });
  const { searchParams } = new URL(args.request.url);
  const query = ImportLinesQuery.parse(Object.fromEntries(searchParams));
  return data({ file, page: await readImportLines(services, shop.id, file, query) });
}

export async function action(args: ActionFunctionArgs): Promise<DecisionAnswer> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const wish = Wish.safeParse(Object.fromEntries(await args.request.formData()));
  if (!wish.success) return 'unknown';
  const id = args.params['importId'] ?? '';
  return decideImport(services, shop.id, { staffUserId, id, decision: wish.data });
}

export default function Adjustment() {
  const found = useLoaderData<typeof loader>();
  return found ? <ImportPage key={found.file.id} {...found} /> : <UnknownImportPage />;
}
