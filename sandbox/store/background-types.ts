import type { Id, Time } from './scalars.ts';

/** Something that Shopify does in the background, some moments after it was asked for. */
export interface BackgroundJob {
  readonly id: string;
  /** By the shop's clock. */
  readonly dueAt: Time;
  readonly work:
    | { readonly kind: 'add_redeem_codes'; readonly creationId: Id }
    | { readonly kind: 'update_segments' }
    | { readonly kind: 'delete_redeem_codes'; readonly redeemCodeIds: readonly Id[] };
}

/** How long what is done in the background takes, by the shop's clock. */
export interface BackgroundSettings {
  readonly redeemCodesDelayMs: number;
  /** From a change to the membership that follows from it. */
  readonly segmentsDelayMs: number;
}
