import type { Language } from '../language/language.ts';

/** Tiers whose name is known in every language, so that a shop need not think of one. */
const NAMED = ['bronze', 'silver', 'gold'] as const;

/** What a tier is called: the shop's own word, or the reader's, or its key. */
export function tierName(
  tier: { readonly key: string; readonly name: string | null },
  { text }: Language,
): string {
  if (tier.name !== null) return tier.name;
  const known = NAMED.find((key) => key === tier.key);
  return known ? text(`tier.${known}`) : tier.key;
}
