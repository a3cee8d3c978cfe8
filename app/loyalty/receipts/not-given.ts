import type { Limit } from '../program/parts.ts';

/** A limit that was reached. */
export interface ReachedLimit {
  readonly per: Limit['per'];
  /** From when on the rule gives something again; ISO 8601, null for never. */
  readonly until: string | null;
}

/** Why an order, or its member, is none of those that something is for. */
export type Unmet =
  | { readonly reason: 'other_tier' | 'missing_tag' | 'excluded_tag' | 'not_known' }
  | { readonly reason: 'other_channel' | 'not_first_order' | 'first_order' | 'no_such_line' }
  | { readonly reason: 'below_minimum'; readonly minimum: number };

/** Why a bonus gave nothing. */
export type NotGiven =
  | Unmet
  | { readonly reason: 'not_begun' | 'ended'; readonly at: string }
  | ({ readonly reason: 'limit_reached' } & ReachedLimit)
  | { readonly reason: 'another_was_better' };
