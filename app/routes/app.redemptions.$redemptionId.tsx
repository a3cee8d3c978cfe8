import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';

import {
  type RedemptionAnswer,
  RedemptionPage,
  UnknownRedemptionPage,
} from '#app/components/redemptions/redemption-page.tsx';
import { callOffRedemption } from '#app/usecases/redemptions/call-off-redemption.server.ts';
import { confirmRedemption } from '#app/usecases/redemptions/confirm-redemption.server.ts';
import { giveUpRedemption } from '#app/usecases/redemptions/give-up-redemption.server.ts';
import { handOverExperience } from '#app/usecases/redemptions/hand-over-experience.server.ts';
import { readRedemption } from '#app/usecases/redemptions/read-redemption.server.ts';
import { retryRedemption } from '#app/usecases/redemptions/retry-redemption.server.ts';

import { type AdminVisit, enterAdmin } from './enter.server.ts';

const Intent = z.enum(['confirm', 'give_up', 'retry', 'hand_over', 'call_off']);

type Intent = z.infer<typeof Intent>;

export async function loader(args: LoaderFunctionArgs) {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const asked = { id: args.params['redemptionId'] ?? '', staffUserId };
  const read = await readRedemption(services, shop.id, asked);
  return data(read, { status: read.kind === 'unknown' ? 404 : 200 });
}

export async function action(args: ActionFunctionArgs): Promise<RedemptionAnswer> {
  const visit = await enterAdmin(args);
  const form = await args.request.formData();
  const intent = Intent.safeParse(form.get('intent'));
  if (!intent.success) return { intent: 'retry', outcome: 'unknown' };
  const outcome = await decide(visit, intent.data, args.params['redemptionId'] ?? '');
  return { intent: intent.data, outcome };
}

function decide({ shop, staffUserId, services }: AdminVisit, intent: Intent, id: string) {
  const decision = { staffUserId, id };
  switch (intent) {
    case 'confirm':
      return confirmRedemption(services, shop, decision);
    case 'give_up':
      return giveUpRedemption(services, shop.id, decision);
    case 'retry':
      return retryRedemption(services, shop.id, decision);
    case 'hand_over':
      return handOverExperience(services, shop.id, decision);
    case 'call_off':
      return callOffRedemption(services, shop.id, decision);
  }
}

export default function Redemption() {
  const read = useLoaderData<typeof loader>();
  return read.kind === 'unknown' ? <UnknownRedemptionPage /> : <RedemptionPage {...read} />;
}
