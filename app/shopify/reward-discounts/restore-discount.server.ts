import { z } from 'zod';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { RestoreAmountDiscount, RestoreShippingDiscount } from '../generated/operations.server.ts';
import { toGid } from '../admin-api/gid.server.ts';
import { askChecked } from './ask-checked.server.ts';
import { type DiscountRestoration, toRestoringInput } from './restoring-input.server.ts';
import { type StandingDiscount, StandingNode } from './standing-node.server.ts';
import { describeErrors, UserErrors } from './user-errors.server.ts';

/** What setting a discount right came to. */
export type RestoredDiscount =
  /** As Shopify has it after that. */
  | { readonly kind: 'saved'; readonly standing: StandingDiscount }
  | { readonly kind: 'refused'; readonly problem: string };

const Payload = z.object({ codeDiscountNode: StandingNode.nullable(), userErrors: UserErrors });

/** Has a discount give again what it should, to the codes that members have already. Asking for it again does no harm. */
export async function restoreDiscount(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyId: string,
  restoration: DiscountRestoration,
): Promise<AdminAnswer<RestoredDiscount>> {
  const planned = toRestoringInput(restoration);
  const id = toGid('DiscountCodeNode', shopifyId);
  if (planned.kind === 'shipping') {
    const variables = { id, discount: planned.input };
    const Answer = z.object({ discountCodeFreeShippingUpdate: Payload });
    return restored(
      await askChecked(adminApi, shopDomain, RestoreShippingDiscount, variables, Answer),
      (data) => data.discountCodeFreeShippingUpdate,
    );
  }
  const variables = { id, discount: planned.input };
  const Answer = z.object({ discountCodeBasicUpdate: Payload });
  return restored(
    await askChecked(adminApi, shopDomain, RestoreAmountDiscount, variables, Answer),
    (data) => data.discountCodeBasicUpdate,
  );
}

function restored<Data>(
  answer: AdminAnswer<Data>,
  payloadOf: (data: Data) => z.infer<typeof Payload>,
): AdminAnswer<RestoredDiscount> {
  if (!answer.ok) return answer;
  const { codeDiscountNode: standing, userErrors } = payloadOf(answer.data);
  if (userErrors.length > 0 || !standing) {
    return { ok: true, data: { kind: 'refused', problem: describeErrors(userErrors) } };
  }
  return { ok: true, data: { kind: 'saved', standing } };
}
