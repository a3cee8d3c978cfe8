import { dayText } from './calendar-by-hand.ts';
import { ACTION_LIMITS } from './course/actions.ts';
import type { FoundAction } from './found-ledger.ts';
import type { History, TrueAction } from './history.ts';

/** Actions that were told to be given and are not there, and those that are there too often. */
export function judgeActions(
  { actions, timezone }: History,
  becomes: (customerId: string) => string,
  found: readonly FoundAction[],
): { lost: object[]; twice: object[] } {
  const keyOf = (customerId: string, rule: string, done: string, points: number) =>
    `${becomes(customerId)} ${rule} ${done} ${points}`;
  const left = found.map(({ customerId, rule, done, points }) =>
    keyOf(customerId, rule, done.toISOString(), points),
  );
  const lost = actions.filter(({ customerId, rule, done, points }) => {
    const index = left.indexOf(keyOf(customerId, rule, done, points));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  const unasked = left.map((action) => ({ problem: 'an action nobody was told of', action }));
  return { lost, twice: [...unasked, ...beyondLimits(actions, timezone)] };
}

/** What one customer was given by a rule more often than it allows. Whom she became later does not matter here. */
function beyondLimits(actions: readonly TrueAction[], timezone: string): object[] {
  const periods = Map.groupBy(actions, ({ customerId, rule, done }) => {
    const per = ACTION_LIMITS[rule]?.per;
    const month = per === 'month' ? dayText(Date.parse(done), timezone).slice(0, 7) : '';
    return `${customerId} ${rule} ${month}`;
  });
  return [...periods.values()].flatMap((all) => {
    const times = ACTION_LIMITS[all[0]?.rule ?? '']?.times ?? Infinity;
    return all.length > times ? [{ problem: 'limit', times, all }] : [];
  });
}
