import { dayText, periodOf } from './calendar-by-hand.ts';
import type { FoundPerkUse } from './found-ledger.ts';
import type { History, TruePerk } from './history.ts';
import { isOf, type ToldLine } from './told-history.ts';
import { becomes, versionAt } from './true-versions.ts';

type Tick = Extract<ToldLine, { readonly what: 'perk' }>;

/**
 * Judges what staff ticked off: once in its period, whoever asked how often, and nothing that nobody was told of. Whether
 * it was of her tier depends on what was known of her then; that it is of some tier, or of each, does not.
 */
export function judgePerks(
  history: History,
  told: readonly ToldLine[],
  found: readonly FoundPerkUse[],
): object[] {
  const ticks = told.filter(isOf('perk'));
  const isTickOf =
    ({ customerId, perk, at }: FoundPerkUse) =>
    (tick: Tick) =>
      tick.customerId === customerId && tick.perk === perk && Date.parse(tick.at) === +at;
  const standing = found.filter(({ isUndone }) => !isUndone);
  const used = Map.groupBy(standing, (use) => `${use.customerId} ${useName(history, use)}`);
  const answered = (tick: Tick, state: string) =>
    tick.answers.filter((answer) => answer.state === state);
  const undone = new Set(
    told
      .filter(isOf('perk undone'))
      .flatMap(({ use, answers }) =>
        answers.some(({ state }) => state === 'undone') ? [use] : [],
      ),
  );
  return [
    ...wrong(
      'used twice in a period',
      [...used.values()].filter(({ length }) => length > 1),
    ),
    ...wrong(
      'used, and nobody was told',
      found.filter((use) => {
        const asked = ticks.find(isTickOf(use));
        return !asked || answered(asked, 'ticked').length + answered(asked, 'used').length === 0;
      }),
    ),
    ...wrong(
      'undone, and nobody was told, or the other way round',
      found.filter(({ id, isUndone }) => isUndone !== undone.has(id)),
    ),
    ...wrong(
      'told, and not noted',
      ticks.filter(
        (tick) => answered(tick, 'ticked').length > 0 && !found.some((use) => isTickOf(use)(tick)),
      ),
    ),
    ...wrong(
      'told to be used, and was not',
      ticks.filter((tick) => answered(tick, 'used').length > 0 && !wasUsed(history, tick, found)),
    ),
    ...wrong(
      'not as the program has it',
      ticks.filter((tick) => !isPossible(history, tick)),
    ),
    ...wrong(
      'of another period, or not in the log',
      found.filter((use) => use.logged !== 1 || !beginsRight(history, use)),
    ),
  ];
}

function wrong(problem: string, cases: readonly object[]): object[] {
  return cases.map((each) => ({ problem: `perk: ${problem}`, each }));
}

/** What the version in force says of a perk, by tier. */
function perksAt(history: History, at: string, key: string): (TruePerk | undefined)[] {
  const tiers = versionAt(history, at)?.program.tiers ?? [];
  return tiers.map(({ perks }) => perks.find((perk) => perk.key === key));
}

/** By which two uses of one member are the same: the perk, how often there is one, and the period. */
function useName(history: History, { perk, at }: Pick<FoundPerkUse, 'perk' | 'at'>): string {
  const every = perksAt(history, at.toISOString(), perk).find(Boolean)?.every ?? '';
  return `${perk} ${every} ${every === 'lasting' ? '' : periodIn(history, every, +at)}`;
}

function periodIn({ timezone }: History, every: string, at: number): string {
  return periodOf(every === 'once' ? 'ever' : (every as 'week'), at, timezone);
}

/** By herself, or by whom she was merged with. */
function wasUsed(history: History, tick: Tick, found: readonly FoundPerkUse[]): boolean {
  const name = useName(history, { perk: tick.perk, at: new Date(tick.at) });
  const owner = becomes(history, tick.customerId);
  return found.some(
    (use) =>
      becomes(history, use.customerId) === owner &&
      useName(history, use) === name &&
      +use.at <= Date.parse(tick.at),
  );
}

function isPossible(history: History, { at, perk, answers }: Tick): boolean {
  const perks = perksAt(history, at, perk);
  const isUsedUp = (each?: TruePerk) => each !== undefined && each.every !== 'lasting';
  return answers.every(({ state }) => {
    if (state === 'ticked' || state === 'used') return perks.some(isUsedUp);
    if (state === 'lasting') return perks.some((each) => each?.every === 'lasting');
    return state !== 'not_of_tier' || perks.includes(undefined);
  });
}

/** Whether the period that is noted is the one that it lies in, from its first moment on. */
function beginsRight(history: History, { perk, at, periodStart }: FoundPerkUse): boolean {
  const every = perksAt(history, at.toISOString(), perk).find(Boolean)?.every ?? '';
  if (every === 'once') return +periodStart === 0;
  const isSame = (moment: number) =>
    periodIn(history, every, moment) === periodIn(history, every, +at);
  const isMidnight =
    dayText(+periodStart, history.timezone) !== dayText(+periodStart - 1, history.timezone);
  return isMidnight && isSame(+periodStart) && !isSame(+periodStart - 1);
}
