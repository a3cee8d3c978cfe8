import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import type { KeyCreatedAnswer } from '#app/components/api-keys/api-key-form.tsx';
import { ApiKeysPage } from '#app/components/api-keys/api-keys-page.tsx';
import {
  createApiKey,
  readApiKeys,
  withdrawApiKey,
} from '#app/usecases/actions/manage-api-keys.server.ts';

import { enterAdmin } from './enter.server.ts';
import { textOf } from './form-text.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await enterAdmin(args);
  return { keys: await readApiKeys(services, shop.id) };
}

export async function action(args: ActionFunctionArgs): Promise<KeyCreatedAnswer> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const form = await args.request.formData();
  return textOf(form, 'intent') === 'revoke'
    ? withdrawApiKey(services, shop.id, { staffUserId, id: textOf(form, 'id') })
    : createApiKey(services, shop.id, { staffUserId, name: textOf(form, 'name') });
}

export default function ApiKeys() {
  return <ApiKeysPage {...useLoaderData<typeof loader>()} />;
}
