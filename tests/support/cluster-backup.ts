import { chown, copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import pg from 'pg';

/**
 * What a copy leaves out: the process's own traces, and what PostgreSQL makes anew
 * (https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA).
 */
const FILES_LEFT_OUT = ['postmaster.pid', 'postmaster.opts'];
const CONTENTS_LEFT_OUT = [
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];

/**
 * Copies a cluster while it is at work, by the steps that `pg_basebackup` takes for people: the package that the tests
 * have their PostgreSQL from comes without it.
 * @param url of any of its databases, as a superuser on the same machine
 * @param folder must not exist yet
 */
export async function backUpCluster(url: string, folder: string): Promise<void> {
  // One session from beginning to end; where it breaks off, the server forgets the backup.
  const client = new pg.Client({ connectionString: url, application_name: 'backup' });
  await client.connect();
  try {
    const cluster = await ask<string>(client, `current_setting('data_directory')`);
    await ask(client, `pg_backup_start('test', fast => true)`);
    await copyFolder(cluster, folder, (name, isTop) =>
      isTop && FILES_LEFT_OUT.includes(name)
        ? 'nothing'
        : isTop && CONTENTS_LEFT_OUT.includes(name)
          ? 'empty'
          : 'all',
    );
    const label = await ask<string>(
      client,
      '(SELECT labelfile FROM pg_backup_stop(wait_for_archive => false))',
    );
    await writeFile(path.join(folder, 'backup_label'), label, { mode: 0o600 });
    // Last: what was written while the files were copied makes them fit together.
    await copyFolder(path.join(cluster, 'pg_wal'), path.join(folder, 'pg_wal'));
  } finally {
    await client.end();
  }
}

/**
 * Puts a backup where a server will be started on it, which then replays what was written during the backup.
 * @param cluster must not exist yet
 * @param owner the account that PostgreSQL runs under, where it is not ours
 */
export async function restoreCluster(
  folder: string,
  cluster: string,
  owner: { uid: number; gid: number } | undefined,
): Promise<void> {
  await copyFolder(folder, cluster);
  if (!owner) return;
  const entries = await readdir(cluster, { recursive: true });
  for (const entry of ['.', ...entries]) {
    await chown(path.join(cluster, entry), owner.uid, owner.gid);
  }
}

async function ask<Value>(client: pg.Client, expression: string): Promise<Value> {
  const { rows } = await client.query<{ value: Value }>(`SELECT ${expression} AS value`);
  return (rows[0] as { value: Value }).value;
}

type Extent = 'all' | 'empty' | 'nothing';

/** Copies what is there; a file that disappears meanwhile was not needed. */
async function copyFolder(
  from: string,
  to: string,
  extentOf: (name: string, isTop: boolean) => Extent = () => 'all',
  isTop = true,
): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const extent = extentOf(entry.name, isTop);
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (extent === 'nothing') continue;
    if (entry.isDirectory()) {
      if (extent === 'empty') await mkdir(target, { mode: 0o700 });
      else await copyFolder(source, target, extentOf, false);
    } else {
      await copyFile(source, target).catch(async (error: unknown) => {
        if (await stat(source).catch(() => undefined)) throw error;
      });
    }
  }
}
