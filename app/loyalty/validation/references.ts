import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';

/** What the base rule is called in receipts and in histories, so that no other may be called so. */
const BASE_RULE = 'order';

/** Names that stand for nothing, or for two things. */
export function problemsOfReferences(program: Program): ProgramProblem[] {
  return [...problemsOfKeys(program), ...problemsOfTierKeys(program), ...problemsOfGifts(program)];
}

/** Rules give, and histories remember what each gave, by its key alone: whichever list it stands in. */
function problemsOfKeys({ earning, rewards, tiers }: Program): ProgramProblem[] {
  const at = (path: string) => (each: { readonly key: string }, index: number) => ({
    path: `${path}.${index}.key`,
    key: each.key,
  });
  const rules = [
    ...earning.bonuses.map(at('earning.bonuses')),
    ...earning.actions.map(at('earning.actions')),
    ...earning.challenges.map(at('earning.challenges')),
  ];
  const reserved = rules
    .filter(({ key }) => key === BASE_RULE)
    .map(({ path, key }) => errorAt(path, 'key_reserved', { key }));
  const perks = tiers.map((tier, index) => tier.perks.map(at(`tiers.${index}.perks`)));
  const lists = [rules, rewards.map(at('rewards')), ...perks];
  return [...reserved, ...lists.flatMap(keysTwice)];
}

function keysTwice(named: readonly { readonly path: string; readonly key: string }[]) {
  return named
    .filter(({ key }, index) => named.findIndex((other) => other.key === key) < index)
    .map(({ path, key }) => errorAt(path, 'key_twice', { key }));
}

function problemsOfTierKeys({ earning, rewards, tiers }: Program): ProgramProblem[] {
  const known = new Set(tiers.map(({ key }) => key));
  const conditions = [
    { path: 'earning.order.members', members: earning.order.members },
    ...earning.bonuses.map((bonus, index) => ({
      path: `earning.bonuses.${index}.conditions.members`,
      members: bonus.conditions.members,
    })),
    ...earning.actions.map((action, index) => ({
      path: `earning.actions.${index}.conditions`,
      members: action.conditions,
    })),
    ...earning.challenges.map((challenge, index) => ({
      path: `earning.challenges.${index}.conditions.members`,
      members: challenge.conditions.members,
    })),
    ...rewards.map((reward, index) => ({
      path: `rewards.${index}.conditions`,
      members: reward.conditions,
    })),
  ];
  return conditions.flatMap(({ path, members }) => {
    if (members.tiers === 'all') return [];
    return members.tiers.flatMap((tier, index) =>
      known.has(tier) ? [] : [errorAt(`${path}.tiers.${index}`, 'unknown_tier', { tier })],
    );
  });
}

/** Rewards that are given without points: by a challenge, or with a tier. */
function problemsOfGifts({ earning, rewards, tiers }: Program): ProgramProblem[] {
  const gifts = [
    ...earning.challenges.map(({ prize }, index) => ({
      path: `earning.challenges.${index}.prize.reward`,
      key: prize.kind === 'reward' ? prize.reward : null,
    })),
    ...tiers.map(({ entry }, index) => ({
      path: `tiers.${index}.entry.reward`,
      key: entry?.kind === 'reward' ? entry.reward : null,
    })),
  ];
  const given = new Set(gifts.map(({ key }) => key));
  const neverGiven = rewards.flatMap(({ key, offered }, index) =>
    offered === 'prize' && !given.has(key)
      ? [warningAt(`rewards.${index}.offered`, 'prize_never_given', { reward: key })]
      : [],
  );
  return [
    ...gifts.flatMap(({ path, key }) => (key === null ? [] : problemsOfGift(path, key, rewards))),
    ...neverGiven,
  ];
}

function problemsOfGift(path: string, key: string, rewards: Program['rewards']): ProgramProblem[] {
  const reward = rewards.find((each) => each.key === key);
  if (!reward) return [errorAt(path, 'unknown_reward', { reward: key })];
  const problems: ProgramProblem[] = [];
  if (reward.offered === 'no') {
    problems.push(errorAt(path, 'promises_withdrawn_reward', { reward: key }));
  }
  if ('steps' in reward.gives && reward.gives.steps.length > 1) {
    problems.push(warningAt(path, 'prize_has_steps', { reward: key }));
  }
  return problems;
}
