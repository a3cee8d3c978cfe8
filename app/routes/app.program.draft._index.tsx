import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';

import { DraftPage } from '#app/components/program/draft-page.tsx';
import type { ProgramAnswer } from '#app/components/program/program-answer.tsx';
import { momentOfLocal } from '#app/loyalty/time/local-time.ts';
import { nameProducts } from '#app/usecases/catalog/name-products.server.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { readProgramOverview } from '#app/usecases/programs/read-program.server.ts';
import {
  beginProgramDraft,
  discardProgramDraft,
  importProgram,
} from '#app/usecases/programs/save-program-draft.server.ts';

import { type AdminVisit, enterAdmin } from './enter.server.ts';

/** As far as the database counts. */
const revision = z.coerce.number().int().min(0).max(2_147_483_647);

/** What can be done with the draft. */
const Wish = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('begin'),
    revision,
    /** A preset, or the number of a version. */
    origin: z.union([
      z.enum(['plain', 'coffee', 'fashion', 'cash_back']),
      z.coerce.number().int().min(1).max(1_000_000_000),
    ]),
  }),
  z.object({ intent: z.literal('import'), revision, text: z.string() }),
  z.object({ intent: z.literal('discard'), revision }),
  z.object({
    intent: z.literal('publish'),
    revision,
    /** `now`, or a date and a time as clocks show it in the shop's time zone. */
    begins: z.string().max(30),
    note: z.string(),
  }),
]);

export async function loader(args: LoaderFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const overview = await readProgramOverview(services, shop);
  const { inForce, draft } = overview;
  const names = await nameProducts(services, shop, [inForce?.program, draft?.program]);
  return { ...overview, names, readerId: staffUserId };
}

export async function action(args: ActionFunctionArgs): Promise<ProgramAnswer> {
  const visit = await enterAdmin(args);
  const wish = Wish.safeParse(Object.fromEntries(await args.request.formData()));
  return wish.success ? carryOut(wish.data, visit) : { outcome: 'unknown' };
}

function carryOut(
  wish: z.infer<typeof Wish>,
  { shop, staffUserId, services }: AdminVisit,
): Promise<ProgramAnswer> {
  const request = { staffUserId, revision: wish.revision };
  switch (wish.intent) {
    case 'begin':
      return beginProgramDraft(services, shop, { ...request, origin: wish.origin });
    case 'import':
      return importProgram(services, shop, { ...request, text: wish.text });
    case 'discard':
      return discardProgramDraft(services, shop, request);
    case 'publish': {
      const begins = wish.begins === 'now' ? 'now' : momentOfLocal(wish.begins, shop.timezone);
      if (begins === null) return Promise.resolve({ outcome: 'no_time' });
      const source = { kind: 'draft', revision: wish.revision } as const;
      return publishProgram(services, shop, { staffUserId, source, begins, note: wish.note });
    }
  }
}

export default function Draft() {
  return <DraftPage {...useLoaderData<typeof loader>()} />;
}
