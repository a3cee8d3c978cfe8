import type {
  ReconciliationFailure,
  ReconciliationMode,
  Tally,
} from '#app/loyalty/reconciliation.ts';

/** A comparison with Shopify. Times are ISO 8601. */
export interface ShownReconciliation extends Tally {
  readonly mode: ReconciliationMode;
  /** Why it ended before its end. */
  readonly reason: ReconciliationFailure | null;
  readonly finishedAt: string | null;
  /** Of how many orders, where Shopify has said so. */
  readonly ordersExpected: number | null;
}

/** What does not add up in the ledger. */
export interface ShownAlarm {
  readonly since: string;
  readonly drifts: number;
  /** Of what kind, among the first that were found. */
  readonly kinds: readonly {
    readonly kind: 'balance' | 'earned' | 'lot' | 'lots_of_member' | 'order' | 'moved' | 'orphan';
    readonly count: number;
  }[];
  readonly members: readonly {
    readonly memberId: string;
    readonly customerId: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
  }[];
  readonly otherMembers: number;
}

/** A proof of the ledger that has come to its end. */
export interface ShownProof {
  readonly members: number;
  readonly orders: number;
  readonly drifts: number;
  readonly finishedAt: string;
}

/** Whether orders and ledger are in order, as far as was looked. */
export interface ShownChecks {
  readonly reconciliation: {
    readonly running: ShownReconciliation | null;
    readonly last: ShownReconciliation | null;
  };
  readonly proof: {
    readonly isRunning: boolean;
    readonly last: ShownProof | null;
    readonly alarm: ShownAlarm | null;
  };
}
