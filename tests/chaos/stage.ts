import { setTimeout as sleep } from 'node:timers/promises';

import { createChance } from '#sandbox/seed/random.ts';
import { type OwnPostgres, preparePostgres } from '#tests/support/app-processes.ts';
import { type RestlessApp, startRestlessApp } from '#tests/support/restless-app.ts';

import { openTown, type Town } from './course/town.ts';
import { someProgram } from './course/versions.ts';
import { type DatabaseLine, openDatabaseLine } from './database-line.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';
import { type InstalledApp, installApp } from './installed-app.ts';
import { type OpenShop, openShopInTown } from './shop.ts';
import { TIMEZONES } from './moving.ts';
import { OPENING } from './storm-plan.ts';

/** Everything that a run is played on. */
export interface Stage {
  readonly postgres: OwnPostgres;
  readonly line: DatabaseLine;
  readonly door: FrontDoor;
  readonly open: OpenShop;
  readonly app: InstalledApp;
  readonly town: Town;
}

/** Longest time between a process's return and the next kill. */
const WORK_MS_MAX = 5_000;
/** How long PostgreSQL stays away. */
const AWAY_MS = 700;
/** As a server of its own has them: PostgreSQL's defaults are for a machine of the last century. */
const SETTINGS = { shared_buffers: '256MB', max_wal_size: '2GB' };

/** Added to the seed: where the shop lies has a chance of its own. */
const PLACE = 5;

/** Whatever takes longer to close than this is left behind. */
const CLOSING_MS_MAX = 90_000;

/** Everything that is open, closed in reverse. */
export class Ends {
  private readonly ends: (() => Promise<unknown>)[] = [];

  add<Thing extends { close(): Promise<unknown> }>(thing: Thing): Thing {
    this.ends.push(() => thing.close());
    return thing;
  }

  /**
   * Closes all of it, also where some of it fails to close.
   * @throws in the end, the first failure
   */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let end = this.ends.pop(); end; end = this.ends.pop()) {
      await closed(end).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}

async function closed(end: () => Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const tooLong = sleep(CLOSING_MS_MAX, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error('something that was open does not close');
  });
  // Who ends the waiting is not told of it.
  tooLong.catch(() => undefined);
  await Promise.race([end(), tooLong]).finally(() => over.abort());
}

/** Opens a shop with the app in it, and the app's database; no process of the app runs yet. */
export async function setStage(ends: Ends, projectFolder: string, seed: number): Promise<Stage> {
  const chance = createChance(seed);
  const postgres = await preparePostgres(SETTINGS);
  ends.add({ close: () => postgres.end() });
  await postgres.start();
  await postgres.createDatabase();
  await postgres.migrate();
  const line = ends.add(await openDatabaseLine(postgres.url));
  const door = ends.add(await openFrontDoor());
  const isDevelopment = chance.happens(0.5);
  const timezone = createChance(seed + PLACE).pick(TIMEZONES);
  const place = { now: OPENING, isDevelopment, timezone };
  const where = { projectFolder, appOrigin: door.origin, ...place };
  const open = ends.add(await openShopInTown(where));
  const program = someProgram(chance, open.world);
  const app = ends.add(await installApp(line.url, open, program, OPENING));
  const first = { version: 1, inForceFrom: OPENING.toISOString(), program };
  return { postgres, line, door, open, app, town: openTown(open.world, chance, first) };
}

/** Starts the app's processes, and begins to kill them. */
export async function startProcesses(
  ends: Ends,
  { line, open, door }: Stage,
  unrest: { readonly killsMax: number; readonly seed: number; readonly calm: AbortSignal },
): Promise<RestlessApp> {
  const environment = {
    SANDBOX_SHOP_ORIGIN: open.origin,
    SANDBOX_ADMIN_ORIGIN: open.origin,
    NODE_OPTIONS: '--import ./sandbox/preload.ts',
  };
  const { killsMax, calm, seed } = unrest;
  const how = { workMsMax: WORK_MS_MAX, killsMax, environment, calm };
  const app = ends.add(await startRestlessApp(line.url, createChance(seed), how));
  door.leadTo(() => app.origins());
  return app;
}

/** Ends PostgreSQL under everybody's feet, and starts it again. */
export async function restartPostgres(
  { postgres }: Stage,
  mode: 'fast' | 'immediate',
): Promise<void> {
  await postgres.stop(mode);
  await sleep(AWAY_MS);
  await postgres.start();
}
