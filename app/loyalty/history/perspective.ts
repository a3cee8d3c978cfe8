import { endOfPeriod, startOfPeriod } from '../time/calendar.ts';
import type { Before, ChallengeState, Given } from './before.ts';
import type { Tier } from '../program/ladder.ts';
import type { Challenge } from '../program/challenge.ts';
import type { Limit } from '../program/parts.ts';
import type { ProgramVersion } from '../program/program.ts';

import { ChallengeCourse } from './challenge-course.ts';
import { goalThen, stepTowards } from './former-goals.ts';
import type { Mark } from '../orders/mark.ts';
import { RuleCourse } from './rule-course.ts';

/**
 * What the facts of some tracks come to, from the first to the last that was added. What nobody asks for is not counted:
 * most programs ask for little.
 */
export class Perspective {
  private readonly marks: Mark[] = [];
  private readonly timezone: string;
  private readonly versions: readonly ProgramVersion[];
  private rules: Map<string, RuleCourse> | null = null;
  private challenges: Map<Challenge, ChallengeCourse> | null = null;
  private hasOrder = false;

  /** @param versions by which the marks were judged */
  constructor(timezone: string, versions: readonly ProgramVersion[]) {
    this.timezone = timezone;
    this.versions = versions;
  }

  /** @param mark not before those added so far */
  add(mark: Mark): void {
    this.marks.push(mark);
    this.hasOrder ||= mark.kind === 'order' && mark.counted > 0;
    if (this.rules) addRules(this.rules, mark);
    for (const [challenge, course] of this.challenges ?? []) {
      this.addStep(course, challenge, mark);
    }
  }

  /**
   * What lies before a fact at a time that is not before what was added.
   * @param tier the member's just before it
   */
  before(at: number, tier: () => Tier | null): Before {
    return {
      hasOrder: () => this.hasOrder,
      tier,
      given: (rule, per) => this.given(rule, per, at),
      endOf: (per) => (per === 'ever' ? null : endOfPeriod(per, at, this.timezone)),
      progress: (challenge) => this.progress(challenge, at),
    };
  }

  private given(rule: string, per: Limit['per'], at: number): Given {
    if (!this.rules) {
      this.rules = new Map();
      for (const mark of this.marks) addRules(this.rules, mark);
    }
    const start = per === 'ever' ? -Infinity : startOfPeriod(per, at, this.timezone);
    return this.rules.get(rule)?.since(start) ?? { times: 0, points: 0 };
  }

  private progress(challenge: Challenge, at: number): ChallengeState {
    this.challenges ??= new Map();
    let course = this.challenges.get(challenge);
    if (!course) {
      course = new ChallengeCourse(challenge, this.timezone);
      for (const mark of this.marks) this.addStep(course, challenge, mark);
      this.challenges.set(challenge, course);
    }
    return course.stateAt(at);
  }

  private addStep(course: ChallengeCourse, { key, goal }: Challenge, mark: Mark): void {
    const step = mark.challenges[key];
    if (!step) return;
    const then = goalThen(this.versions, key, mark.processedAt ?? mark.at) ?? goal;
    const towards = stepTowards(goal, then, step);
    if (towards) course.add(mark.at, towards);
    else course.addCompletions(mark.at, step.completed);
  }
}

function addRules(rules: Map<string, RuleCourse>, { at, rules: given }: Mark): void {
  for (const key in given) {
    const share = given[key];
    if (!share) continue;
    let course = rules.get(key);
    if (!course) rules.set(key, (course = new RuleCourse()));
    course.add(at, share);
  }
}
