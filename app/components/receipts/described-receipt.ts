/** A receipt in words: what happened, and the sentences that show why, in the order in which one would tell them. */
export interface ReceiptText {
  readonly headline: string;
  readonly sentences: readonly string[];
}
