import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import type { ProgramAnswer } from '#app/components/program/program-answer.tsx';
import { UnknownVersionPage, VersionPage } from '#app/components/program/version-page.tsx';
import { readProgramVersion } from '#app/usecases/programs/read-program.server.ts';
import { nameProducts } from '#app/usecases/catalog/name-products.server.ts';
import { rollBackProgram } from '#app/usecases/programs/roll-back-program.server.ts';
import { withdrawVersion } from '#app/usecases/programs/withdraw-version.server.ts';

import { enterAdmin } from './enter.server.ts';
import { versionOf } from './version-number.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const number = versionOf(args.params);
  const version = number === null ? null : await readProgramVersion(services, shop, number);
  const programs = [version?.program, version?.inForce?.program];
  const names = await nameProducts(services, shop, programs);
  return data({ version, names, readerId: staffUserId }, { status: version ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs): Promise<ProgramAnswer> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const version = versionOf(args.params);
  const form = await args.request.formData();
  const note = form.get('note');
  if (version === null || typeof note !== 'string') return { outcome: 'unknown' };
  switch (form.get('intent')) {
    case 'withdraw':
      return { outcome: await withdrawVersion(services, shop, { staffUserId, version }) };
    case 'rollBack':
      return rollBackProgram(services, shop, { staffUserId, version, note });
    default:
      return { outcome: 'unknown' };
  }
}

export default function Version() {
  const { version, names, readerId } = useLoaderData<typeof loader>();
  if (!version) return <UnknownVersionPage />;
  return <VersionPage version={version} names={names} readerId={readerId} />;
}
