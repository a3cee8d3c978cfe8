import { playYear } from '../seed/play-year.ts';
import type { World } from '../world.ts';

/** How far the shop's year is, for whoever waits for it. */
export interface SeedStatus {
  readonly state: 'not_started' | 'playing' | 'done' | 'failed';
  readonly eventsPlayed: number;
  readonly eventsTotal: number;
  /** What went wrong, in a sentence. */
  readonly problem: string | null;
}

/** The year of orders, played once in the life of a sandbox. */
export interface Seeding {
  status(): SeedStatus;
  /** Begins the year, or takes it up where it was interrupted; does nothing while it plays or when it is done. */
  start(): void;
}

function aYearBefore(moment: Date): Date {
  const earlier = new Date(moment);
  earlier.setUTCFullYear(moment.getUTCFullYear() - 1);
  return earlier;
}

/**
 * The merchant installs the app before anything happens, so that it lives through the whole year. Without a token the
 * first visit did not succeed, and is made again.
 */
async function install(world: World): Promise<void> {
  const installed = world.installation.get()?.uninstalledAt === null;
  const exchanged = world.tokens.all().some(({ kind }) => kind === 'offline');
  if (!installed || !exchanged) await world.commands.installApp();
}

async function installAndPlay(world: World): Promise<void> {
  const presentMs = Math.max(Date.now(), world.clock.now().getTime());
  const until = new Date(presentMs);
  const from = aYearBefore(until);
  const begun = world.yearProgress.get();
  if (!begun) world.clock.set(from);
  try {
    await install(world);
  } catch (error) {
    world.clock.set(until);
    throw error;
  }
  await playYear(world, { from, until });
}

/** @param world the shop whose year is played */
export function createSeeding(world: World): Seeding {
  let running = false;
  let problem: string | null = null;
  const status = (): SeedStatus => {
    const progress = world.yearProgress.get();
    const state = progress?.state === 'done' ? 'done' : running ? 'playing' : 'not_started';
    return {
      state: problem === null ? state : 'failed',
      eventsPlayed: progress?.eventsPlayed ?? 0,
      eventsTotal: progress?.eventsTotal ?? 0,
      problem,
    };
  };
  return {
    status,
    start() {
      if (running || world.yearProgress.get()?.state === 'done') return;
      running = true;
      problem = null;
      installAndPlay(world)
        .catch((error: unknown) => {
          problem = error instanceof Error ? error.message : String(error);
        })
        .finally(() => {
          running = false;
        });
    },
  };
}
