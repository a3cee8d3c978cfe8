import type { Chance } from '#sandbox/seed/random.ts';

/** When the shop opens: the same in every run, so that a seed means the same history. */
export const OPENING = new Date('2025-01-20T08:00:00Z');
/** When most of what happens begins: soon the first members will have been there for a year. */
export const SEASON = new Date('2026-01-05T08:00:00Z');

const FIRST_DAYS = 130;
const SEASON_DAYS = 200;
/** How much of all happens before the season. */
const FIRST = 0.1;
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/** What is planned for the moment of an event besides what happens to come. */
export interface PlannedMoment {
  /** Milliseconds after the event before; 0 is the same second, in which more happens to the same order. */
  readonly gapMs: number;
  readonly publishes: 'now' | 'later' | null;
  /** PostgreSQL ends now, and is waited for at the end of the rush. */
  readonly restart: 'fast' | 'immediate' | null;
  readonly rushEnds: boolean;
  /** How late the deliveries are from now on that are delayed, of the shop's time. */
  readonly delayMs: number | null;
  /** The shop moves to another time zone. */
  readonly moves: boolean;
  /** The season begins: until then nothing happens for months. */
  readonly beginsSeason: boolean;
  /** Somebody asks the app for something, and nothing else happens. */
  readonly isDeed: boolean;
  /** Staff adjust points by a file. */
  readonly importsFile: 'for good' | 'taken back' | null;
}

/** At which parts of the history a version is published, and whether for now or for later. */
const PUBLICATIONS: readonly (readonly [number, 'now' | 'later'])[] = [
  [0.08, 'now'],
  [0.2, 'later'],
  [0.27, 'now'],
  [0.45, 'later'],
  [0.46, 'now'],
  [0.6, 'now'],
  [0.8, 'later'],
  [0.9, 'now'],
];

const RESTARTS: readonly (readonly [number, 'fast' | 'immediate'])[] = [
  [1 / 3, 'fast'],
  [2 / 3, 'immediate'],
];

/** At which parts of the history staff adjust many by a file. */
const FILES: readonly (readonly [number, 'for good' | 'taken back'])[] = [
  [0.25, 'for good'],
  [0.5, 'taken back'],
  [0.75, 'taken back'],
];
/** At which part of the history the shop moves, after it has done so in the quiet months. */
const MOVE = 0.55;
const DEEDS = 0.25;
/** Nobody can ask for anything before there are members. */
const FIRST_DEED = 0.04;

/** The longest stays on its way over a restart: a rush is over in less. */
const DELAYS_MS = [3_600_000, DAY_MS, 5 * DAY_MS];
/** The longest that any delivery is late. */
export const DELAY_MS_MAX = Math.max(...DELAYS_MS);

/**
 * Plans when things happen: for some months when the shop is new, then over two hundred days, and in a rush while PostgreSQL is away, as the webhooks that nobody
 * takes then would be given up before long.
 * @param events how many
 * @param restarts how often PostgreSQL is restarted, two times at most
 */
export function planStorm(events: number, restarts: number, chance: Chance): PlannedMoment[] {
  const rush = Math.min(200, Math.max(10, Math.round(events / 50)));
  const place = (share: number) => Math.floor(share * events);
  const publications = new Map(PUBLICATIONS.map(([share, when]) => [place(share), when]));
  const outages = new Map(RESTARTS.slice(0, restarts).map(([share, mode]) => [place(share), mode]));
  const files = new Map(FILES.map(([share, how]) => [place(share), how]));
  const usualGapMs = (index: number) =>
    index < place(FIRST)
      ? (FIRST_DAYS * DAY_MS) / place(FIRST)
      : (SEASON_DAYS * DAY_MS) / (events - place(FIRST));
  const isRush = (index: number) =>
    [...outages.keys()].some((start) => index >= start && index < start + rush);
  const delayEvery = Math.max(1, Math.floor(events / 12));
  return Array.from({ length: events }, (_, index): PlannedMoment => {
    const usual = Math.ceil(chance.exponential(usualGapMs(index)) / SECOND_MS) * SECOND_MS;
    const isDeed = index > place(FIRST_DEED) && chance.happens(DEEDS);
    const gapMs = isRush(index) ? chance.between(1, 3) * SECOND_MS : Math.max(SECOND_MS, usual);
    return {
      gapMs: chance.happens(0.03) && !isDeed ? 0 : gapMs,
      moves: index === place(MOVE),
      beginsSeason: index === place(FIRST),
      isDeed,
      importsFile: files.get(index) ?? null,
      publishes: publications.get(index) ?? null,
      restart: outages.get(index) ?? null,
      rushEnds: isRush(index) && !isRush(index + 1),
      delayMs: index % delayEvery === 0 ? chance.pick(DELAYS_MS) : null,
    };
  });
}
