import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** The account that PostgreSQL runs under. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what PostgreSQL, under another account, must be able to reach. */
const SHARED_FOLDER = '/var/lib/evergreen';

/**
 * PostgreSQL refuses to run as root. Where we are root (in a container, mostly) it runs as `postgres`, or as `nobody`,
 * which every Linux has; nothing is added to the machine.
 * @returns the account, or undefined where our own will do
 */
export async function ownerOfCluster(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find(([candidate]) => candidate === name))
    .find((candidate) => candidate !== undefined);
  const [, , uid, gid] = account ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

/**
 * Where a cluster lies: in its data folder, unless its owner cannot get there (below `/root`, say); then in a folder of
 * the same meaning under `/var/lib`.
 */
export async function placeForCluster(
  dataFolder: string,
  owner: Owner | undefined,
): Promise<{ folder: string; cluster: string; log: string }> {
  const absolute = path.resolve(dataFolder);
  const folder =
    owner === undefined || (await canReach(owner, path.dirname(absolute)))
      ? absolute
      : path.join(SHARED_FOLDER, createHash('sha256').update(absolute).digest('hex').slice(0, 16));
  return { folder, cluster: path.join(folder, 'cluster'), log: path.join(folder, 'server.log') };
}

/** @returns where programs are copied to when their owner cannot reach them in `folder`, or undefined when it can */
export async function sharedCopyOf(folder: string, owner: Owner | undefined, version: string) {
  if (owner === undefined || (await canReach(owner, folder))) return undefined;
  return path.join(SHARED_FOLDER, `programs-${version}`);
}

/** Whether the account may pass through every folder on the way. Folders that do not exist yet will be made passable. */
async function canReach(owner: Owner, folder: string): Promise<boolean> {
  const parent = path.dirname(folder);
  if (parent !== folder && !(await canReach(owner, parent))) return false;
  const found = await stat(folder).catch(() => undefined);
  if (!found) return true;
  if (found.uid === owner.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === owner.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}
