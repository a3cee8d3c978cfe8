import { createHash } from 'node:crypto';

import { z } from 'zod';

import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { findShopByDomain } from '#app/db/shops/shops.server.ts';
import { ruleInForce } from '#app/loyalty/actions/judge-action.ts';
import type { Occasion } from '#app/loyalty/program/action-rule.ts';

import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';
import { decideWithTags } from './decide-with-tags.server.ts';
import type { Shopper } from '../shopper.server.ts';
import { outcomeForShopper, type ShopperOutcome } from './shopper-outcome.server.ts';

/** Something that a member says she has done. */
export interface Claim {
  /** Key of the rule. */
  readonly action: string;
  /** A link or a text, as the rule asks for; null for nothing. */
  readonly proof: string | null;
}

/** What a claim came to. */
export type ClaimOutcome =
  ShopperOutcome | { readonly state: 'proof_needed' } | { readonly state: 'proof_invalid' };

const PROOFS = {
  link: z.url({ protocol: /^https?$/ }).max(500),
  text: z.string().min(1).max(1_000),
};

/**
 * A member says that she has done something: she is given the points at once, or once staff have approved of it. The
 * same proof is one claim, however often it is sent; what brings nothing may be claimed again later.
 */
export async function claimAction(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  { shopDomain, customerId }: Shopper,
  claim: Claim,
): Promise<ClaimOutcome> {
  if (customerId === null) return { state: 'signed_out' };
  const { pool } = services.database;
  const shop = await findShopByDomain(pool, shopDomain);
  const member = shop && (await findActiveMember(pool, shop.id, { customerId }));
  if (!member) return { state: 'not_a_member' };
  const now = services.clock.now();
  const found = ruleInForce(await listProgramVersions(pool, shop.id), claim.action, now);
  if (found?.rule.occasion.kind !== 'claim') return { state: 'no_such_action' };
  const proof = proofOf(found.rule.occasion, claim);
  if (!proof.ok) return { state: proof.problem };
  const { memberId } = member;
  const nonce = proof.text === null ? String(now.getTime()) : hashOf(proof.text);
  const decided = await decideWithTags(services, shop, [
    {
      externalId: `claim:${claim.action}:${memberId}:${nonce}`,
      memberId,
      rule: claim.action,
      occasion: 'claim',
      at: now,
      proof: proof.text,
      isToldTooLate: false,
      isFinal: false,
      input: [memberId, proof.text],
    },
  ]);
  return outcomeForShopper(decided);
}

type Proof =
  | { readonly ok: true; readonly text: string | null }
  | { readonly ok: false; readonly problem: 'proof_needed' | 'proof_invalid' };

function proofOf({ proof }: Extract<Occasion, { kind: 'claim' }>, claim: Claim): Proof {
  if (proof === 'none') return { ok: true, text: null };
  const given = storableText(claim.proof?.trim() ?? '');
  if (given === '') return { ok: false, problem: 'proof_needed' };
  const parsed = PROOFS[proof].safeParse(given);
  return parsed.success ? { ok: true, text: parsed.data } : { ok: false, problem: 'proof_invalid' };
}

function hashOf(proof: string): string {
  return createHash('sha256').update(proof).digest('base64url');
}
