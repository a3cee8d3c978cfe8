import { civilDate } from './calendar-by-hand.ts';
import type { History, TrueOrder } from './history.ts';
import { anniversariesOf, joinMoments, type Occasion, pointsAt } from './occasions-by-hand.ts';
import { SEASON } from './storm-plan.ts';
import { becomes, canEver } from './true-versions.ts';

/**
 * Judges the anniversaries of joining: once a year, on a day on which she may be thought to have joined; of one who is
 * known since before the season it is plain which. Whoever was somebody else before may have had that one's, too.
 */
export function judgeAnniversaries<Found extends Occasion>(
  history: History,
  judgedAt: Date,
  isErased: (customerId: string) => boolean,
  found: ReadonlyMap<string, readonly Found[]>,
): { lost: (Occasion & { readonly rule: string })[]; wrong: Found[] } {
  const moments = joinMoments(history);
  const kept = new Set(history.merges.map((merge) => becomes(history, merge.kept)));
  const yearOf = ({ at }: Occasion) => civilDate(at, history.timezone).year;
  const wrong = [...found].flatMap(([customerId, all]) => {
    const days = anniversariesOf(history, moments.get(customerId) ?? [], judgedAt.getTime());
    return all.filter((each, index) => {
      const isAgain = all.slice(0, index).some((other) => yearOf(other) === yearOf(each));
      if (isAgain && !kept.has(customerId)) return true;
      return !days.includes(each.at) || each.points !== pointsAt(history, RULE, each.at);
    });
  });
  const lost = [...moments].flatMap(([customerId, joined]) => {
    if (kept.has(customerId) || isErased(customerId)) return [];
    const first = Math.min(...joined);
    if (!history.orders.some((order) => isKnownSince(history, order, customerId, first))) return [];
    return anniversariesOf(history, [first], judgedAt.getTime())
      .filter((day) => !found.get(customerId)?.some(({ at }) => at === day))
      .map((at) => ({ customerId, rule: RULE, at, points: pointsAt(history, RULE, at) ?? 0 }));
  });
  return { lost, wrong };
}

const RULE = 'join_anniversary';

/** Whether an order by which she joined was hers all the time, and there when the app was compared with the shop. */
function isKnownSince(
  history: History,
  { states }: TrueOrder,
  customerId: string,
  joined: number,
): boolean {
  return states.every(
    (state) =>
      state.customerId === customerId &&
      canEver(history, state) &&
      !state.deleted &&
      Date.parse(state.processedAt) === joined &&
      joined < SEASON.getTime(),
  );
}
