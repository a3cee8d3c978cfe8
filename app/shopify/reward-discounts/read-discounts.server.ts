import { z } from 'zod';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { IDS_A_CALL } from '../admin-api/read-existing.server.ts';
import {
  CodesOfDiscount,
  DiscountsUpdatedAt,
  StandingDiscount as ReadStandingDiscount,
} from '../generated/operations.server.ts';
import { toGid } from '../admin-api/gid.server.ts';
import { askChecked } from './ask-checked.server.ts';
import { type StandingDiscount, StandingNode } from './standing-node.server.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const UpdatedAt = z.object({
  nodes: z.array(
    z.object({ id: z.string(), codeDiscount: z.object({ updatedAt: Moment }) }).nullable(),
  ),
});

/**
 * Which of these discounts with codes exist, and when each was changed last. What is said of fewer than were asked for says
 * nothing of any, or one would be taken for gone that nobody spoke of.
 * @param shopifyIds as many as there are
 */
export async function readUpdateTimes(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyIds: readonly string[],
): Promise<AdminAnswer<ReadonlyMap<string, Date>>> {
  const times = new Map<string, Date>();
  for (let from = 0; from < shopifyIds.length; from += IDS_A_CALL) {
    const asked = shopifyIds.slice(from, from + IDS_A_CALL);
    const ids = asked.map(gidOf);
    const answer = await askChecked(adminApi, shopDomain, DiscountsUpdatedAt, { ids }, UpdatedAt);
    if (!answer.ok) return answer;
    const { nodes } = answer.data;
    if (nodes.length !== asked.length) return senseless;
    for (const [index, id] of asked.entries()) {
      const node = nodes[index];
      if (node && node.id !== gidOf(id)) return senseless;
      if (node) times.set(id, node.codeDiscount.updatedAt);
    }
  }
  return { ok: true, data: times };
}

const gidOf = (shopifyId: string) => toGid('DiscountCodeNode', shopifyId);

const senseless = {
  ok: false,
  failure: { kind: 'unavailable', reason: 'the answer makes no sense' },
} as const;

const Standing = z.object({ node: StandingNode.nullable() });

/** @returns null where there is no such discount */
export async function readStandingDiscount(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyId: string,
): Promise<AdminAnswer<StandingDiscount | null>> {
  const variables = { id: gidOf(shopifyId) };
  const answer = await askChecked(adminApi, shopDomain, ReadStandingDiscount, variables, Standing);
  return answer.ok ? { ok: true, data: answer.data.node } : answer;
}

/** Pages of a discount's codes that are read at most: 50,000 codes. */
const PAGES_MAX = 200;

const Codes = z.object({
  node: z
    .object({
      codeDiscount: z.object({
        codes: z.object({
          nodes: z.array(z.object({ code: z.string() })),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        }),
      }),
    })
    .nullable(),
});

/**
 * Every code that a discount has.
 * @returns in capital letters, as Shopify takes codes in whatever case; null where there is no such discount, or it has more
 *   than can be read
 */
export async function readCodes(
  adminApi: AdminApi,
  shopDomain: string,
  shopifyId: string,
): Promise<AdminAnswer<ReadonlySet<string> | null>> {
  const codes = new Set<string>();
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const variables: { id: string; after: string | null } = { id: gidOf(shopifyId), after };
    const answer = await askChecked(adminApi, shopDomain, CodesOfDiscount, variables, Codes);
    if (!answer.ok) return answer;
    const { node } = answer.data;
    if (!node) return { ok: true, data: null };
    const { nodes, pageInfo } = node.codeDiscount.codes;
    for (const { code } of nodes) codes.add(code.toUpperCase());
    if (!pageInfo.hasNextPage) return { ok: true, data: codes };
    after = pageInfo.endCursor;
  }
  return { ok: true, data: null };
}
