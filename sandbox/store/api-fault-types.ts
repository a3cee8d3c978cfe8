/** How badly the Admin API answers: shares of calls in per cent. */
export interface ApiFaults {
  /** Answered as throttled, without having run. */
  throttledPercent: number;
  /** Answered with 503, without having run. */
  unavailablePercent: number;
  /** Run, and answered with 504: the app cannot know. */
  timedOutPercent: number;
  seed: number;
}

/** What is to befall the next calls of one operation. */
export interface PlannedApiFault {
  /** Name of a field of the query or mutation root, such as `storeCreditAccountCredit`. */
  operation: string;
  /**
   * `user_error`: refused with `userError`, and not run. `throttled` and `unavailable`: not run. `timed_out` (504) and
   * `nonsense` (200 and no JSON): run, and the app cannot know.
   */
  fault: 'user_error' | 'throttled' | 'unavailable' | 'timed_out' | 'nonsense';
  /** How many calls it still befalls. */
  calls: number;
  /** Of `user_error`; `code` is one of the operation's own. */
  userError: { field: string[] | null; message: string; code: string | null } | null;
}
