import type { History, TrueMembers } from './history.ts';
import { hasTags } from './rules-in-place.ts';
import type { Answer } from './deeds/told.ts';
import { isOf, type ToldLine } from './told-history.ts';
import { versionAt, versionsWithin } from './true-versions.ts';

const REFUSALS = ['missing_tag', 'excluded_tag'];

/** Answers that mind a customer's tags otherwise than the rule does that was in force. */
export function judgeConditions(history: History, told: readonly ToldLine[]): object[] {
  const tagsOf = new Map(history.customers.map(({ id, tags }) => [id, tags]));
  const wrongly = (customerId: string, asked: TrueMembers | undefined) => {
    const isHers = !asked || hasTags(tagsOf.get(customerId) ?? [], asked.tags);
    return ({ state, because = '' }: Answer) =>
      isHers ? REFUSALS.includes(because) : TAKEN.includes(state);
  };
  const actions = told.filter(isOf('action')).filter(({ customerId, rule, done, answers }) => {
    const rules = versionAt(history, done)?.program.earning.actions;
    const asked = rules?.find(({ key }) => key === rule)?.conditions;
    return answers.some(wrongly(customerId, asked));
  });
  const redemptions = told
    .filter(isOf('redemption'))
    .filter(({ customerId, reward, at, answeredBy = at, answers }) => {
      // The counter serves whoever comes by the time of that moment, and an answer may take days of the shop's.
      const asked = versionsWithin(history, { from: at, until: answeredBy }).map(
        ({ program }) => program.rewards.find(({ key }) => key === reward)?.conditions,
      );
      return answers.some((answer) => asked.every((each) => wrongly(customerId, each)(answer)));
    });
  return [...actions, ...redemptions].map((line) => ({ problem: 'customer tags', ...line }));
}

/** What nobody is told for whom it is not. */
const TAKEN = ['given', 'awaiting', 'redeemed', 'repeated'];
