import { chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { PostgresError, postgresError } from './postgres/errors.ts';
import { ownerOfCluster, placeForCluster, type Owner } from './postgres/owner.ts';
import { postgresPrograms, type Programs, runProgram } from './postgres/programs.ts';

export { PostgresError };

/** A PostgreSQL server of our own, listening on this machine only. */
export interface PostgresServer {
  readonly port: number;
  /** @returns the address of one of its databases, for clients on this machine */
  url(database: string): string;
  /**
   * Ends the server.
   * @param mode `fast` breaks off what is under way and waits until everything is written; `immediate` is a crash, from
   *   which the next start recovers
   */
  stop(mode?: StopMode): Promise<void>;
}

/** https://www.postgresql.org/docs/current/app-pg-ctl.html */
export type StopMode = 'fast' | 'immediate';

export interface PostgresOptions {
  /** Folder that is its own and nothing else's; created where it is missing. */
  readonly dataFolder: string;
  readonly port: number;
  /** Whether what was committed survives a crash of the machine. Tests gain much by doing without. */
  readonly durable: boolean;
  /** Further settings of the server; none of them with a space inside. */
  readonly settings?: Readonly<Record<string, string>>;
}

const START_SECONDS_MAX = '60';

/**
 * Starts PostgreSQL on a data folder, creating the cluster the first time. A server that an earlier run left behind on
 * the same folder is ended first; what a crash left behind is cleared by PostgreSQL itself.
 * @throws PostgresError saying what is wrong and what to do: the port is taken, the disk is full, the folder is another version's
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const server = await describeServer(options);
  await prepareFolder(server);
  await launch(server);
  return {
    port: options.port,
    url: (database) => `postgresql://postgres@127.0.0.1:${options.port}/${database}`,
    stop: (mode) => stop(server, mode),
  };
}

/** Ends a server that an earlier run left behind on a data folder. Does nothing where there is none. */
export async function stopAbandonedPostgres(options: PostgresOptions): Promise<void> {
  await stop(await describeServer(options));
}

/** Deletes what `startPostgres` keeps for a data folder. The server must have been stopped. */
export async function deletePostgresData(dataFolder: string): Promise<void> {
  const { folder } = await placeForCluster(dataFolder, await ownerOfCluster());
  await rm(folder, { recursive: true, force: true });
}

interface Server {
  readonly folder: string;
  readonly cluster: string;
  readonly log: string;
  readonly programs: Programs;
  readonly owner: Owner | undefined;
  readonly options: PostgresOptions;
}

async function describeServer(options: PostgresOptions): Promise<Server> {
  const owner = await ownerOfCluster();
  const place = await placeForCluster(options.dataFolder, owner);
  return { ...place, programs: await postgresPrograms(owner), owner, options };
}

async function prepareFolder(server: Server): Promise<void> {
  await mkdir(server.folder, { recursive: true });
  if (server.owner) await chown(server.folder, server.owner.uid, server.owner.gid);
  if (await isInitialised(server.cluster)) return;
  // A cluster whose creation was interrupted has no catalog that could be used.
  await rm(server.cluster, { recursive: true, force: true });
  const outcome = await runProgram(server.programs.initdb, server.owner, [
    `--pgdata=${server.cluster}`,
    '--username=postgres',
    // Only this machine can connect, to a database of trial data: a password would protect nothing.
    '--auth=trust',
    '--encoding=UTF8',
    // The same sorting and messages on every machine, whatever its locale.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
  ]);
  if (outcome.code !== 0) throw postgresError(outcome.output, server.options);
}

async function isInitialised(cluster: string): Promise<boolean> {
  // Written last by initdb.
  const control = await stat(path.join(cluster, 'global', 'pg_control')).catch(() => undefined);
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return control !== undefined && version !== undefined;
}

/** Every start-up option as `pg_ctl -o` wants them: one string, none of them with a space inside. */
function serverFlags({ port, durable, settings: further }: PostgresOptions): string {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...further,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  return [`-p ${port}`, ...flags].join(' ');
}

async function launch(server: Server): Promise<void> {
  await stop(server);
  await rm(server.log, { force: true });
  // pg_ctl puts the server into a process group of its own, so that Ctrl-C does not end it before its clients.
  const outcome = await runProgram(server.programs.pgCtl, server.owner, [
    'start',
    `--pgdata=${server.cluster}`,
    `--log=${server.log}`,
    '--wait',
    `--timeout=${START_SECONDS_MAX}`,
    `--options=${serverFlags(server.options)}`,
  ]);
  if (outcome.code === 0) return;
  const log = await readFile(server.log, 'utf8').catch(() => '');
  throw postgresError(`${outcome.output}\n${log}`, server.options);
}

async function stop(server: Server, mode: StopMode = 'fast'): Promise<void> {
  const running = await runProgram(server.programs.pgCtl, server.owner, [
    'status',
    `--pgdata=${server.cluster}`,
  ]);
  if (running.code !== 0) return;
  const outcome = await runProgram(server.programs.pgCtl, server.owner, [
    'stop',
    `--pgdata=${server.cluster}`,
    `--mode=${mode}`,
    '--wait',
  ]);
  if (outcome.code !== 0) throw postgresError(outcome.output, server.options);
}
