import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The state cannot be read or written, with a sentence that says what to do about it. */
export class StorageFailure extends Error {
  override name = 'StorageFailure';
}

/** One entity as it is kept: `body` is its JSON. */
export interface StoredEntity {
  readonly kind: string;
  readonly id: string;
  readonly body: string;
}

/** One change that is to be written; a body of null deletes. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly body: string | null;
}

/** The file behind the tables. */
export interface StateFile {
  readAll(): StoredEntity[];
  /** Writes all changes in one transaction, or none and throws StorageFailure. */
  write(changes: readonly Change[]): void;
  close(): void;
}

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;

function storageFailure(path: string, error: unknown): StorageFailure {
  const code = (error as { errcode?: number }).errcode;
  const reason = error instanceof Error ? error.message : String(error);
  const advice = new Map([
    [SQLITE_BUSY, 'Another sandbox is using this data folder: end it, or set SANDBOX_DATA_FOLDER.'],
    [SQLITE_READONLY, 'The file may not be written: check its permissions.'],
    [
      SQLITE_FULL,
      'The disk is full: free some space and start again. Nothing that was saved is lost.',
    ],
    [SQLITE_CANTOPEN, 'The folder cannot be used: check that it exists and may be written.'],
  ]).get((code ?? 0) & 0xff);
  return new StorageFailure(
    `The sandbox cannot keep its state in ${path} (${reason}). ${advice ?? ''}`.trim(),
    {
      cause: error,
    },
  );
}

function open(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // Exclusive locking makes a second sandbox on the same folder fail at once instead of mixing two states.
  // With a write-ahead log and synchronous=NORMAL a commit waits for no disk; a power cut may lose the last
  // moments of a sandbox, which is nothing anybody mourns.
  database.exec(`
    PRAGMA busy_timeout = 500;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS entities (
      position INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (kind, id)
    ) STRICT;
    BEGIN IMMEDIATE; COMMIT;
  `);
  return database;
}

function apply(changes: readonly Change[], upsert: StatementSync, remove: StatementSync): void {
  for (const change of changes) {
    if (change.body === null) remove.run(change.kind, change.id);
    else upsert.run(change.kind, change.id, change.body);
  }
}

/**
 * Opens the file of the state, creating it where there is none.
 * @throws StorageFailure when it is locked by another sandbox or cannot be written
 */
export function openStateFile(path: string): StateFile {
  let database: DatabaseSync;
  try {
    database = open(path);
  } catch (error) {
    throw storageFailure(path, error);
  }
  const upsert = database.prepare(
    'INSERT INTO entities (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body',
  );
  const remove = database.prepare('DELETE FROM entities WHERE kind = ? AND id = ?');
  return {
    readAll() {
      const rows = database.prepare('SELECT kind, id, body FROM entities ORDER BY position').all();
      return rows as unknown as StoredEntity[];
    },
    write(changes) {
      try {
        database.exec('BEGIN');
        apply(changes, upsert, remove);
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw storageFailure(path, error);
      }
    },
    close: () => database.close(),
  };
}
