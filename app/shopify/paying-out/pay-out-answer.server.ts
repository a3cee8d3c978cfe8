import { z } from 'zod';

import type { AdminAnswer, AdminFailure } from '../admin-api/admin-api.server.ts';
import { type GidKind, toGid } from '../admin-api/gid.server.ts';

/** What came of asking Shopify for store credit or a gift card. */
export type PayOutAnswer =
  | {
      readonly kind: 'paid';
      /** Shopify's id of the credit or the gift card. */
      readonly paidId: string;
    }
  /** Shopify refused it for good, and nothing was paid. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** It was not carried out: Shopify had no time for it, or the app no access. */
  | { readonly kind: 'not_done'; readonly failure: AdminFailure }
  /** Nobody can tell whether it was carried out. */
  | { readonly kind: 'unknown'; readonly problem: string };

/**
 * What a failed call says of what it asked for. Shopify throttles and checks a token's access before it carries anything
 * out; a server's error, a connection that broke and an answer that cannot be read may come after it.
 */
export function answerOfFailure(failure: AdminFailure): PayOutAnswer {
  switch (failure.kind) {
    case 'throttled':
    case 'not_installed':
    case 'access_denied':
      return { kind: 'not_done', failure };
    case 'unavailable':
    case 'refused':
      return { kind: 'unknown', problem: failure.reason };
  }
}

/** An amount of money that can be counted: what cannot is as unreadable as an answer without one. */
export const ReadableMoney = z.object({
  amount: z.string().regex(/^\d{1,13}(\.\d{1,6})?$/),
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
});

/** A global id of a kind. */
export function readableGid(kind: GidKind) {
  return z.string().regex(new RegExp(`^${toGid(kind, '')}\\d{1,19}$`));
}

/** Reading brought something else than was asked for. */
export const UNREADABLE_ANSWER = {
  ok: false,
  failure: { kind: 'unavailable', reason: 'an answer that cannot be read' },
} as const satisfies AdminAnswer<never>;

/** A user error as a problem is kept: its code, or its message where it has none. */
export function problemOf({
  code,
  message,
}: {
  readonly code: string | null;
  readonly message: string;
}): string {
  return code ?? message;
}
