import type { Minor } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';

/** Whom a segment query asks about. */
export interface Candidate {
  readonly customer: Customer;
  readonly amountSpent: Minor;
  readonly numberOfOrders: number;
  /** The value of a metafield; undefined where there is none. */
  metafield(namespace: string, key: string): string | undefined;
}

/** What a query is understood by. */
export interface SegmentTerms {
  /** What `$app` stands for. */
  readonly appNamespace: string;
  /** The type of a metafield of customers that has a definition. */
  metafieldType(namespace: string, key: string): string | undefined;
}

export type Scalar = string | number | boolean;

/** A fact about a customer that a query can ask for. */
export type Attribute =
  | { readonly kind: 'list'; readonly of: (candidate: Candidate) => readonly string[] }
  | {
      readonly kind: 'number' | 'text' | 'date' | 'boolean';
      /** Null where the customer has none. */
      readonly of: (candidate: Candidate) => Scalar | null;
    };
