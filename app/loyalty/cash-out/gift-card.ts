/** A gift card as Shopify shows it; its code is told once, when it is made. */
export interface ListedGiftCard {
  readonly id: string;
  /** The last four of its code. */
  readonly lastCharacters: string;
  readonly note: string | null;
  /** Minor units. */
  readonly initialValue: number;
  readonly currency: string;
}

/** A gift card that was asked for. */
export interface AskedGiftCard {
  readonly code: string;
  readonly note: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

/**
 * Whether a gift card is the one that was asked for: the note names the redemption, and nobody else can know the code.
 * Whose it is does not matter: she may have been merged meanwhile.
 */
export function isAskedGiftCard(card: ListedGiftCard, asked: AskedGiftCard): boolean {
  return (
    card.note === asked.note &&
    card.initialValue === asked.amount &&
    card.currency === asked.currency &&
    asked.code.toLowerCase().endsWith(card.lastCharacters.toLowerCase())
  );
}
