import { OCCASIONS } from './course/occasions.ts';
import { judgeAnniversaries } from './judge-anniversaries.ts';
import type { FoundAction } from './found-ledger.ts';
import type { History, TrueAction } from './history.ts';
import {
  birthdaysByHand,
  certainMembers,
  joinMoments,
  mayHaveAgreed,
  type Occasion,
  pointsAt,
} from './occasions-by-hand.ts';

/** What members were given without asking, and what of it is not right. */
export interface OccasionVerdict {
  /** All that was found, and what is missing: by these the rest is judged. */
  readonly given: readonly TrueAction[];
  readonly lost: readonly object[];
  readonly twice: readonly object[];
}

/** What occasions are judged by. */
export interface OccasionEvidence {
  readonly history: History;
  readonly judgedAt: Date;
  readonly becomes: (customerId: string) => string;
  /** Whether somebody's data were erased: what she is due after that is not judged. */
  readonly isErased: (customerId: string) => boolean;
}

type Found = Occasion & { readonly action: FoundAction };

/** Whether an action is one that the app gives without anybody's asking. */
export function isOccasion({ occasion }: FoundAction): boolean {
  return OCCASIONS.includes(occasion);
}

/**
 * Judges joining and its anniversaries, the newsletter and birthdays: whether everybody has what she must have, and nobody what she cannot.
 * When points were given is taken from what was found: it depends on when the app could know of it.
 */
export function judgeOccasions(
  evidence: OccasionEvidence,
  found: readonly FoundAction[],
): OccasionVerdict {
  const occasions = found.filter(isOccasion);
  const of = (kind: string) =>
    Map.groupBy(
      occasions
        .filter(({ occasion }) => occasion === kind)
        .map((action) => ({
          ...{ customerId: action.customerId, at: action.done.getTime(), points: action.points },
          action,
        })),
      ({ customerId }) => evidence.becomes(customerId),
    );
  const kinds = [
    judgeJoining(evidence, of('joining')),
    judgeNewsletter(evidence, of('newsletter')),
    judgeBirthdays(evidence, of('birthday')),
    judgeAnniversaries(
      evidence.history,
      evidence.judgedAt,
      evidence.isErased,
      of('join_anniversary'),
    ),
  ];
  const lost = kinds.flatMap((kind) => kind.lost);
  const known = occasions.map(
    ({ track: customerId, occasion: rule, points, done, given }): TrueAction => {
      return { customerId, rule, points, done: done.toISOString(), given: given.toISOString() };
    },
  );
  return {
    given: [...known, ...lost.map(asAction)],
    lost: lost.map((due) => ({ problem: 'an occasion that brought nothing', ...due })),
    twice: kinds.flatMap((kind) =>
      kind.wrong.map((each) => ({ problem: 'an occasion that brings nothing', ...each.action })),
    ),
  };
}

interface KindVerdict {
  readonly lost: readonly (Occasion & { readonly rule: string })[];
  readonly wrong: readonly Found[];
}

function asAction({ customerId, rule, points, at }: KindVerdict['lost'][number]): TrueAction {
  const moment = new Date(at).toISOString();
  return { customerId, rule, points, done: moment, given: moment };
}

/**
 * Once in a life, as of when she became a member, as far as was known when it was looked at: any order of hers may have
 * been the first that the app heard of.
 */
function judgeJoining(
  { history }: OccasionEvidence,
  found: ReadonlyMap<string, readonly Found[]>,
): KindVerdict {
  const moments = joinMoments(history);
  const certain = certainMembers(history);
  const absorbed = Map.groupBy(history.merges, ({ kept }) => kept);
  const wrong = [...found].flatMap(([customerId, all]) => {
    const joined = moments.get(customerId) ?? [];
    const isPossible = ({ at, points }: Occasion) =>
      joined.includes(at) && pointsAt(history, 'joining', at) === points;
    // Whoever was somebody else before may have joined as each of them.
    const most = absorbed.has(customerId) ? Infinity : 1;
    return [...all.slice(0, most).filter((each) => !isPossible(each)), ...all.slice(most)];
  });
  const lost = [...certain].flatMap((customerId) => {
    const joined = moments.get(customerId) ?? [];
    const points = joined.map((at) => pointsAt(history, 'joining', at));
    const [first, at] = [points[0], Math.min(...joined)];
    if (found.has(customerId) || first === undefined || points.includes(undefined)) return [];
    return [{ customerId, rule: 'joining', at, points: pointsAt(history, 'joining', at) ?? first }];
  });
  return { lost, wrong };
}

/** Once at a time: who agrees in the end has it, by what she said then or before. */
function judgeNewsletter(
  { history, isErased }: OccasionEvidence,
  found: ReadonlyMap<string, readonly Found[]>,
): KindVerdict {
  const moments = joinMoments(history);
  const certain = certainMembers(history);
  const consentsOf = new Map(history.customers.map(({ id, consents }) => [id, consents]));
  const wrong = [...found].flatMap(([customerId, all]) => {
    const [consents, joined] = [consentsOf.get(customerId) ?? [], moments.get(customerId) ?? []];
    const isRight = (each: Occasion) => mayHaveAgreed(history, consents, joined, each);
    return [...all.slice(0, 1).filter((each) => !isRight(each)), ...all.slice(1)];
  });
  const lost = [...certain].flatMap((customerId) => {
    const last = consentsOf.get(customerId)?.at(-1);
    if (!last?.subscribed || isErased(customerId) || found.has(customerId)) return [];
    const at = Math.max(Date.parse(last.at), Math.min(...(moments.get(customerId) ?? [])));
    return [
      { customerId, rule: 'newsletter', at, points: pointsAt(history, 'newsletter', at) ?? 0 },
    ];
  });
  return { lost, wrong };
}

function judgeBirthdays(
  { history, judgedAt }: OccasionEvidence,
  found: ReadonlyMap<string, readonly Found[]>,
): KindVerdict {
  const nameOf = ({ customerId, at, points }: Occasion) => `${customerId} ${at} ${points}`;
  const told = new Set(history.birthdays.map(({ customerId }) => customerId));
  const due = [...told].flatMap((customerId) =>
    birthdaysByHand(history, customerId, judgedAt.getTime()),
  );
  const all = [...found.values()].flat();
  const [dueNames, foundNames] = [due, all].map((each) => each.map(nameOf));
  return {
    lost: due
      .filter((each) => !foundNames?.includes(nameOf(each)))
      .map((each) => ({ ...each, rule: 'birthday' })),
    wrong: all.filter((each, index) => {
      const name = nameOf(each);
      return !dueNames?.includes(name) || foundNames?.indexOf(name) !== index;
    }),
  };
}
