import type { Program } from '#app/loyalty/program/program.ts';
import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';

import { type LoggedActor, nameActorBehindBy } from '../activity/activity-text.ts';
import type { Language } from '../language/language.ts';

/** A version as the pages of the program list it. Times are ISO 8601. */
export interface ShownVersion {
  readonly version: number;
  readonly state: 'in_force' | 'scheduled' | 'superseded' | 'withdrawn';
  readonly inForceFrom: string;
  readonly publishedAt: string;
  /** As the activity log names actors; `app` for the version that a shop began with. */
  readonly publishedBy: string;
  readonly note: string | null;
  readonly withdrawnAt: string | null;
}

/** The draft as it stands. Times are ISO 8601. */
export interface ShownDraft {
  readonly revision: number;
  readonly savedAt: string;
  readonly savedBy: string;
  readonly isOutdated: boolean;
  /** Null where this Evergreen cannot read it. */
  readonly program: Program | null;
  readonly text: string;
  readonly problems: readonly ProgramProblem[];
}

/** By whom something was done, as it stands behind `by`. */
export function nameStoredActor(actor: string, readerId: string, language: Language): string {
  return nameActorBehindBy(readActor(actor, readerId), language);
}

function readActor(actor: string, readerId: string): LoggedActor {
  const [kind, id = ''] = actor.split(':', 2);
  return kind === 'staff' ? { kind, id, isReader: id === readerId } : { kind: 'system' };
}

/** A moment with its time: versions begin at a minute. */
export function writeMoment(iso: string, { format }: Language): string {
  return format.dateTime(new Date(iso), { dateStyle: 'long', timeStyle: 'short' });
}
