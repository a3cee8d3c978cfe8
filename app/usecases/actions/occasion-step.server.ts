import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';

/** What a step came to. */
export type OccasionStep =
  /** Nothing is left of its kind. */
  | { readonly kind: 'done' }
  /** There is more to do. */
  | { readonly kind: 'more' }
  | { readonly kind: 'no_answer'; readonly failure: AdminFailure };
