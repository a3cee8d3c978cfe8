import { zonesOf } from './clocks.ts';

const DAY_MS = 86_400_000;

/**
 * How far a place's clocks are ahead of UTC.
 * @param moment milliseconds since 1970
 * @param timezone IANA name, or the clocks of a shop that has moved (`clocksOf`)
 * @returns milliseconds, negative west of Greenwich
 * @throws RangeError for a time zone that does not exist
 */
export function offsetAt(moment: number, timezone: string): number {
  const zone = zones.get(timezone) ?? openZone(timezone);
  return zone.offsetAt(moment);
}

const zones = new Map<string, Clocks>();

interface Clocks {
  offsetAt(moment: number): number;
}

function openZone(timezone: string): Clocks {
  const parts = zonesOf(timezone);
  const zone = parts.length > 1 ? new MovedClocks(parts) : new Zone(timezone);
  zones.set(timezone, zone);
  return zone;
}

/** Clocks that were set from one zone to another, as if the place itself had changed its time. */
class MovedClocks implements Clocks {
  private readonly parts: ReturnType<typeof zonesOf>;

  constructor(parts: ReturnType<typeof zonesOf>) {
    this.parts = parts;
  }

  offsetAt(moment: number): number {
    const part = this.parts.find(({ until }) => moment < until);
    return part ? offsetAt(moment, part.timezone) : 0;
  }
}

/**
 * Asks `Intl` twice for each day of UTC and remembers the answer: a question costs it 2 microseconds, and judging asks for
 * every order.
 */
class Zone implements Clocks {
  private readonly format: Intl.DateTimeFormat;
  /** By the day's number since 1970; NaN for a day on which clocks are changed. */
  private readonly ofDay = new Map<number, number>();

  constructor(timezone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      timeZoneName: 'longOffset',
    });
  }

  offsetAt(moment: number): number {
    const day = Math.floor(moment / DAY_MS);
    let offset = this.ofDay.get(day);
    if (offset === undefined) {
      offset = this.offsetOf(day);
      this.ofDay.set(day, offset);
    }
    return Number.isNaN(offset) ? this.ask(moment) : offset;
  }

  private offsetOf(day: number): number {
    const atStart = this.ask(day * DAY_MS);
    return this.ask((day + 1) * DAY_MS - 1) === atStart ? atStart : NaN;
  }

  /** `GMT+05:30`, `GMT` for none, and with seconds for times before clocks were agreed on. */
  private ask(moment: number): number {
    const name = this.format.formatToParts(moment).find(({ type }) => type === 'timeZoneName');
    const [, sign, hours, minutes, seconds] =
      /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name?.value ?? '') ?? [];
    if (hours === undefined) return 0;
    const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0);
    return (sign === '-' ? -size : size) * 1000;
  }
}
