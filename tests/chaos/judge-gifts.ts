import type { FoundGift } from './found-ledger.ts';
import type { History } from './history.ts';
import type { Expected } from './oracle.ts';

/**
 * Judges what was given for reaching tiers. It stays given whatever becomes of the tier, so who stands on a rung must have
 * had what it and those below it give, and others may; nobody twice.
 */
export function judgeGifts(
  { versions, merges }: History,
  members: readonly Expected[],
  found: readonly FoundGift[],
  isErased: (customerId: string) => boolean,
): { lost: object[]; twice: object[] } {
  const becomes = (customerId: string): string => {
    const merge = merges.find(({ absorbed }) => absorbed === customerId);
    return merge ? becomes(merge.kept) : customerId;
  };
  const nameOf = (customerId: string, tier: string) => `${customerId} ${tier}`;
  const byName = Map.groupBy(found, ({ customerId, tier }) => nameOf(customerId, tier));
  const selves = Map.groupBy(merges, ({ kept }) => becomes(kept));
  const ladders = versions.map(({ program }) => program.tiers);
  const rungs = ladders[0]?.map(({ key }) => key) ?? [];
  const lost = members
    .filter(({ customerId }) => !isErased(customerId))
    .flatMap(({ customerId, tier }) =>
      rungs
        .slice(1, rungs.indexOf(tier ?? '') + 1)
        .filter((key) => !byName.has(nameOf(customerId, key)))
        .map((key) => ({ problem: 'a tier that gave nothing', customerId, tier: key })),
    );
  const twice = [...byName.values()].flatMap((all) => {
    // Whoever was several customers may have reached it as each of them.
    const most = 1 + (selves.get(all[0]?.customerId ?? '')?.length ?? 0);
    return all.length > most ? [{ problem: 'a tier that gave twice', all }] : [];
  });
  const wrong = found.filter(
    ({ tier, points }) =>
      !ladders.flat().some(({ key, entry }) => key === tier && entry?.points === points),
  );
  return { lost, twice: [...twice, ...wrong] };
}
