import { toTime } from '../clock.ts';
import type { GiftCard } from '../store/credit-types.ts';
import type { Minor } from '../store/scalars.ts';
import type { World } from '../world.ts';

type Cards = Pick<World, 'giftCards' | 'clock'>;

/** A code as it is compared: "It isn't case sensitive", and people type it in groups of four. */
export function spellGiftCard(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toLowerCase();
}

/** The gift card with this code. */
export function findGiftCard({ giftCards }: Cards, code: string): GiftCard | undefined {
  const wanted = spellGiftCard(code);
  return giftCards.all().find((card) => spellGiftCard(card.code) === wanted);
}

/** Whether a gift card can be used today. */
export function isUsable({ clock }: Pick<Cards, 'clock'>, card: GiftCard): boolean {
  const today = clock.now().toISOString().slice(0, 10);
  const isOver = card.expiresOn !== null && card.expiresOn < today;
  return card.deactivatedAt === null && !isOver && card.balance > 0;
}

/** Adds to a gift card, or takes from it. */
export function changeBalance({ giftCards, clock }: Cards, card: GiftCard, by: Minor): GiftCard {
  const changed = { ...card, balance: card.balance + by, updatedAt: toTime(clock.now()) };
  giftCards.put(changed);
  return changed;
}
