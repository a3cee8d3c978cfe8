import type { Id, Time } from './scalars.ts';

/** A group of customers: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Segment */
export interface Segment {
  readonly id: Id;
  readonly name: string;
  /** In the segment query language. */
  readonly query: string;
  readonly createdAt: Time;
  readonly editedAt: Time;
}

/** Who belongs to a segment, as was found out last. */
export interface SegmentMembers {
  /** The segment's. */
  readonly id: Id;
  /** What was asked then. */
  readonly query: string;
  readonly customerIds: readonly Id[];
}
