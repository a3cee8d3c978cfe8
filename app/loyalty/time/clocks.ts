/** A time zone that a shop had, and when its clocks were set to another. */
export interface FormerTimezone {
  /** IANA name. */
  readonly timezone: string;
  readonly until: Date;
}

const UNTIL = ' until ';
const BREAK = ', ';

/**
 * The clocks of a shop as one text, which everything that takes a time zone understands: the IANA name of its time zone, or
 * of each that it had with when it was left, `Europe/Berlin until 2026-05-01T04:00:00.000Z, America/New_York`.
 * @param former oldest first
 * @param present IANA name
 */
export function clocksOf(former: readonly FormerTimezone[], present: string): string {
  const left = former.map(({ timezone, until }) => `${timezone}${UNTIL}${until.toISOString()}`);
  return [...left, present].join(BREAK);
}

/** The zones of a shop's clocks, each with the moment (milliseconds since 1970) until which they showed it. */
export function zonesOf(clocks: string): readonly { timezone: string; until: number }[] {
  return clocks.split(BREAK).map((part) => {
    const [timezone = '', until] = part.split(UNTIL);
    return { timezone, until: until === undefined ? Infinity : Date.parse(until) };
  });
}

/** The IANA name of the zone that a shop's clocks show in the end: for whoever writes a time, and for the database. */
export function presentTimezone(clocks: string): string {
  return zonesOf(clocks).at(-1)?.timezone ?? clocks;
}
