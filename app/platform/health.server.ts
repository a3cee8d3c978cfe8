import type { Logger } from './logger.server.ts';
import { withinTime } from './within-time.server.ts';

/** One thing that must hold before a process can do its work. */
export interface HealthCheck {
  /** As the answer and the log name it: `migrations`. */
  readonly name: string;
  /** Resolves when it holds; what it rejects with is logged, never answered. */
  readonly check: () => Promise<unknown>;
}

/** What was found, without why: the answer may be read by anyone. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Whether a process can do its work. */
export interface Health {
  readiness(): Promise<Readiness>;
  /** From now on it is not ready any more: it is about to end. */
  close(): void;
}

/** Whoever asks waits no longer than this; load balancers give up after a few seconds. */
const PATIENCE_MS = 2_000;

/** Several questions within this time get one answer. */
const FRESH_MS = 1_000;

/**
 * Watches what a process depends on.
 * @param checks all are made at once, each bounded in time
 */
export function createHealth(
  checks: readonly HealthCheck[],
  logger: Logger,
  patienceMs = PATIENCE_MS,
): Health {
  const wasFailing = new Set<string>();
  let isClosing = false;
  let latest: { readonly at: number; readonly answer: Promise<Readiness> } | undefined;
  const checkOne = async ({ name, check }: HealthCheck) => {
    try {
      await withinTime(check(), patienceMs);
      if (wasFailing.delete(name)) logger.info({ check: name }, 'a health check passes again');
      return [name, 'ok'] as const;
    } catch (error) {
      // Once, not every few seconds for as long as it lasts.
      if (!wasFailing.has(name)) logger.warn({ check: name, err: error }, 'a health check fails');
      wasFailing.add(name);
      return [name, 'failing'] as const;
    }
  };
  const look = async (): Promise<Readiness> => {
    const found = await Promise.all(checks.map(checkOne));
    return {
      ready: found.every(([, state]) => state === 'ok'),
      checks: Object.fromEntries(found),
    };
  };
  return {
    async readiness() {
      const now = performance.now();
      if (!latest || now - latest.at > FRESH_MS) latest = { at: now, answer: look() };
      const { ready, checks: states } = await latest.answer;
      if (!isClosing) return { ready, checks: states };
      return { ready: false, checks: { ...states, process: 'failing' } };
    },
    close() {
      isClosing = true;
    },
  };
}
