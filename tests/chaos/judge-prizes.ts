import type { FoundRedemption } from './found-ledger.ts';
import type { History } from './history.ts';
import { possibleStates, type RedemptionEvidence } from './judge-redemptions.ts';
import type { Expected } from './oracle.ts';
import { mostPrizes } from './prizes-by-hand.ts';

/**
 * Judges the rewards that challenges give. What was won once stays won, also where a return undoes it, so each completion
 * that stands must have brought one; and nobody can have more than her history has come to at any moment.
 */
export function judgePrizes(
  evidence: RedemptionEvidence & { readonly history: History },
  members: readonly Expected[],
  found: readonly FoundRedemption[],
  isErased: (customerId: string) => boolean,
): { lost: object[]; wrong: object[] } {
  const { history } = evidence;
  const prizes = found.filter(({ causeKind }) => causeKind === 'challenge');
  const nameOf = (customerId: string, challenge: string) => `${customerId} ${challenge}`;
  const byName = Map.groupBy(prizes, ({ customerId, causeId }) =>
    nameOf(customerId, causeId.split(':')[0] ?? ''),
  );
  // Of whoever was several customers it depends on when that was heard of which completion was the first.
  const isOne = (customerId: string) => history.merges.every(({ kept }) => kept !== customerId);
  const lost = members
    .filter(({ customerId }) => isOne(customerId) && !isErased(customerId))
    .flatMap(({ customerId, prizes: won }) =>
      Object.entries(won)
        .map(([challenge, times]) => ({ customerId, challenge, times }))
        .filter(({ challenge, times }) => times > countOf(byName, nameOf(customerId, challenge))),
    );
  const tooMany = [...byName].flatMap(([name, all]) => {
    const [customerId = '', challenge = ''] = name.split(' ');
    const most = mostPrizes(history, customerId, challenge);
    return all.length > most ? [{ problem: 'won too often', name, most, found: all.length }] : [];
  });
  const wrong = prizes.filter((each) => !possibleStates(evidence, each).includes(each.state));
  return {
    lost: lost.map((each) => ({ problem: 'a prize that was not given', ...each })),
    wrong: [...tooMany, ...wrong.map((each) => ({ problem: 'prize', found: each }))],
  };
}

function countOf(byName: ReadonlyMap<string, readonly unknown[]>, name: string): number {
  return byName.get(name)?.length ?? 0;
}
