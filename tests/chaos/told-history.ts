import type { Line } from './chronicle.ts';
import type { Told } from './deeds/told.ts';
import type { TrueAction, TrueBirthday, TruePin } from './history.ts';

/** Something that was told, and when it was asked for. */
export type ToldLine = Told & { readonly at: string };

type ToldOf<What extends Told['what']> = Extract<ToldLine, { readonly what: What }>;

/** How the app says that it has given points, the first time or again. */
const GIVEN = ['given', 'repeated'];

/**
 * The points that were given for actions, by what the app told: at once, or by the decision of staff.
 * @param wasApproved whether a claim was, where two decided about it and neither was told that hers counted
 */
export function givenActions(
  lines: readonly ToldLine[],
  wasApproved: (proof: string) => boolean,
): TrueAction[] {
  const decisions = lines.filter(isOf('decision'));
  return lines.filter(isOf('action')).flatMap(({ at, customerId, rule, done, proof, answers }) => {
    const given = answers.find(({ state, points = 0 }) => GIVEN.includes(state) && points > 0);
    if (given) return [{ customerId, rule, done, given: at, points: given.points ?? 0 }];
    const awaiting = answers.find(({ state }) => state === 'awaiting');
    if (!awaiting || proof === null) return [];
    const own = decisions.filter((decision) => decision.proof === proof);
    const approval = approvalOf(own, () => wasApproved(proof));
    if (!approval) return [];
    return [{ customerId, rule, done, given: approval.at, points: awaiting.points ?? 0 }];
  });
}

function approvalOf(decisions: readonly ToldOf<'decision'>[], wasApproved: () => boolean) {
  const decided = decisions.find(({ answers }) => answers.some(({ state }) => state === 'done'));
  if (decided) return decided.approves ? decided : undefined;
  // The answer of whoever decided got lost, and asked again she was told that there is nothing to decide any more.
  const unclear = decisions.filter(({ answers }) =>
    answers.some(({ state }) => state === 'not_open'),
  );
  return wasApproved() ? unclear.find(({ approves }) => approves) : undefined;
}

/** Birthdays that were taken down, in the order in which they were told. */
export function birthdaysOf(lines: readonly ToldLine[]): TrueBirthday[] {
  return lines
    .filter(isOf('birthday'))
    .filter(({ answers }) => answers.some(({ state }) => state === 'saved'))
    .map(({ customerId, at, day }) => ({ customerId, told: at, day }))
    .sort((a, b) => Date.parse(a.told) - Date.parse(b.told));
}

/** What staff set by hand, in the order in which they did. */
export function pinsOf(lines: readonly ToldLine[]): TruePin[] {
  return lines
    .filter(isOf('tier'))
    .filter(({ answers }) =>
      answers.some(({ state }) => state === 'set' || state === 'nothing_to_end'),
    )
    .map(({ customerId, tier, from, until }) => ({ customerId, tier, from, until }))
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/** Whether a line tells of something of this kind. */
export function isOf<What extends Told['what']>(what: What) {
  return (line: ToldLine): line is ToldOf<What> => line.what === what;
}

const WORLD_LINES = ['order', 'customer', 'merge', 'version', 'nothing that counts'];

/** Whether a line tells of something that was asked of the app. */
export function isTold(line: Line): line is Extract<Line, ToldLine> {
  return !WORLD_LINES.includes(line.what);
}
