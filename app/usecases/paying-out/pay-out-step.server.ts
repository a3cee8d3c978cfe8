import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';

import type { Services } from '../services.server.ts';

/** What paying out a redemption needs. */
export interface PayOutTask {
  readonly services: Services;
  readonly shop: Shop;
  readonly redemption: Redemption & { readonly amount: number };
  /** How long what is paid out can be spent; null for ever. */
  readonly expiresDays: number | null;
}

/** What a step of paying out came to. */
export type PayOutStep =
  | { readonly kind: 'paid'; readonly paidId: string; readonly code: string | null }
  /** For good: the points go back. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** Nothing is under way, and it is to be tried again later. */
  | { readonly kind: 'later'; readonly problem: string; readonly failure: AdminFailure | null }
  /** Shopify was asked, and what came of it is to be looked for later. */
  | { readonly kind: 'unknown'; readonly problem: string; readonly notBefore: Date }
  /** What is there cannot be told apart: a person has to look. */
  | { readonly kind: 'ambiguous' };

/** Nothing was done, for a reason that lies in the call. */
export function later(failure: AdminFailure): PayOutStep {
  return { kind: 'later', problem: failure.kind, failure };
}
