import { type Logger as PinoLogger, pino } from 'pino';

/** Structured log. Entries carry the shop and the cause of what happened, and nothing personal or secret. */
export type Logger = PinoLogger;

/**
 * A logger that writes JSON lines to standard output.
 * @param level least severity that is written
 * @param role which process writes: `web`, `worker`, a script's name
 */
export function createLogger(level: string, role: string): Logger {
  return pino({ level, base: { role }, timestamp: pino.stdTimeFunctions.isoTime });
}
