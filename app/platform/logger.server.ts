import { type DestinationStream, type Logger as PinoLogger, type LoggerOptions, pino } from 'pino';

import { redactText, redactValue } from './log-redaction.server.ts';

/** Structured log. Entries carry the shop and the cause of what happened, and nothing personal or secret. */
export type Logger = PinoLogger;

/**
 * A logger that writes JSON lines to standard output.
 * @param level least severity that is written
 * @param role which process writes: `web`, `worker`, a script's name
 * @param destination somewhere else than standard output
 */
export function createLogger(level: string, role: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { role },
    timestamp: pino.stdTimeFunctions.isoTime,
    // Not pino's own `redact`: it wants the path of each secret, and what comes along by accident has none that is known.
    serializers: { err: (described: unknown) => described },
    formatters: {
      level: (label) => ({ level: label }),
      log: (entry) => redactValue(entry) as Record<string, unknown>,
    },
    hooks: { logMethod: redactArguments },
  };
  // Written at once: pino's own way keeps lines back, and at the end of the process tries to write them for ever where
  // whoever read them has gone, so that the process would never end.
  return pino(options, destination ?? pino.destination({ dest: process.stdout.fd, sync: true }));
}

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

/** The message, and what is put into it, do not pass the formatter. */
const redactArguments: LogMethod = function (args, method) {
  const [first, ...rest] = args as unknown[];
  const safe =
    first instanceof Error
      ? [{ err: first }, rest[0] ?? first.message, ...rest.slice(1)]
      : [first, ...rest];
  method.apply(
    this,
    safe.map((each) => (typeof each === 'string' ? redactText(each) : each)) as typeof args,
  );
};
