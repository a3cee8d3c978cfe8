/** What the app told whoever asked it for something: what is known outside of it. Points, and money in minor units. */

/** A redemption as its member is told. */
export interface ToldRedemption {
  readonly id: string;
  readonly points: number;
  readonly amount: number | null;
  readonly code: string | null;
}

/** One answer; of a request that was sent several times there are as many. */
export interface Answer {
  /** The app's word for it: `given`, `refused`, `adjusted`, `redeemed`, `not_enough`, … */
  readonly state: string;
  readonly points?: number;
  /** Why it was refused: `missing_tag`, `limit_reached`, … */
  readonly because?: string;
  readonly redemption?: ToldRedemption;
}

/** Something that was asked of the app, with what it told. */
export type Told = {
  readonly answers: readonly Answer[];
  /** By which moment of the shop all of them were there; where it is missing nothing depends on it. */
  readonly answeredBy?: string;
} & (
  | {
      readonly what: 'action';
      readonly customerId: string;
      readonly rule: string;
      /** When it was done. */
      readonly done: string;
      /** Of a claim. */
      readonly proof: string | null;
    }
  | { readonly what: 'decision'; readonly proof: string; readonly approves: boolean }
  | {
      readonly what: 'birthday';
      readonly customerId: string;
      /** Null where it is to be forgotten. */
      readonly day: { readonly month: number; readonly day: number } | null;
    }
  | { readonly what: 'adjustment'; readonly customerId: string }
  | {
      readonly what: 'import';
      readonly id: string;
      readonly rows: readonly { readonly customerId: string; readonly points: number }[];
      readonly beyond: 'leave' | 'owe';
      readonly state: string;
      readonly given: number;
      readonly taken: number;
      /** Points that were not there to be taken, also when it was taken back. */
      readonly leftOver: number;
    }
  | { readonly what: 'perk'; readonly customerId: string; readonly perk: string }
  /** Null where there was none to be undone. */
  | { readonly what: 'perk undone'; readonly use: string | null }
  | { readonly what: 'redemption'; readonly customerId: string; readonly reward: string }
  /** Staff changed or deleted a discount at Shopify, or this code of one. */
  | { readonly what: 'meddling'; readonly code: string | null }
  | { readonly what: 'cancellation'; readonly redemptionId: string }
  | { readonly what: 'handing over'; readonly redemptionId: string }
  | {
      readonly what: 'tier';
      readonly customerId: string;
      readonly tier: string | null;
      readonly from: string;
      readonly until: string | null;
    }
);
