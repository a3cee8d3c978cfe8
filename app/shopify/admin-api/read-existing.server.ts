import { z } from 'zod';

import type { AdminAnswer, AdminApi } from './admin-api.server.ts';
import { Existing } from '../generated/operations.server.ts';
import { toGid } from './gid.server.ts';

/** As many ids as Shopify takes in one list (https://shopify.dev/docs/api/usage/limits#input-array-limits). */
export const IDS_A_CALL = 250;

/**
 * Which of these Shopify does not know, or does not show: orders older than 60 days are not shown without the scope
 * `read_all_orders`, so a missing order need not be a deleted one.
 * @param ids of one kind, at most IDS_A_CALL
 * @throws RangeError for more
 */
export async function findMissing<Id extends string>(
  adminApi: AdminApi,
  shopDomain: string,
  kind: 'Order' | 'Customer',
  ids: readonly Id[],
): Promise<AdminAnswer<Id[]>> {
  if (ids.length > IDS_A_CALL) throw new RangeError(`more than ${IDS_A_CALL} ids`);
  if (ids.length === 0) return { ok: true, data: [] };
  const gids = ids.map((id) => toGid(kind, id));
  const known = await findExisting(adminApi, shopDomain, gids);
  if (!known.ok) return known;
  return { ok: true, data: ids.filter((id) => !known.data.has(toGid(kind, id))) };
}

const Answer = z.object({ nodes: z.array(z.object({ id: z.string() }).nullable()) });

/**
 * Which of these global ids Shopify knows. It answers for each of them, with nothing where there is nothing: what is said of
 * fewer says nothing of any, or something would be taken for gone that nobody spoke of.
 * @param gids at most IDS_A_CALL
 */
export async function findExisting(
  adminApi: AdminApi,
  shopDomain: string,
  gids: readonly string[],
): Promise<AdminAnswer<ReadonlySet<string>>> {
  const answer = await adminApi.run(shopDomain, Existing, { ids: [...gids] });
  if (!answer.ok) return answer;
  const read = Answer.safeParse(answer.data);
  if (read.data?.nodes.length !== gids.length) {
    return { ok: false, failure: { kind: 'unavailable', reason: 'the answer makes no sense' } };
  }
  return { ok: true, data: new Set(read.data.nodes.flatMap((node) => node?.id ?? [])) };
}
