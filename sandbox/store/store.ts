import type { Table } from '../world.ts';
import { type Change, openStateFile, type StateFile, StorageFailure } from './database.ts';
import type { Value } from './value.ts';

/** Everything the sandbox knows: in memory for reading, written through to one file. */
export interface Store {
  /**
   * The table of a kind of entity.
   * @param kind name in the file
   * @param keyOf what identifies an entity; its `id` where not given
   */
  table<Entity extends { id: string }>(kind: string): Table<Entity>;
  table<Entity>(kind: string, keyOf: (entity: Entity) => string): Table<Entity>;
  value<Content>(name: string): Value<Content>;
  /** Writes what has changed since the last time. */
  flush(): void;
  /** Writes what is left and closes the file. */
  close(): void;
}

/**
 * How long changes are gathered before they are written together. What changes twice in this time, as a webhook that
 * is taken and delivered at once, is written once; a crash loses no more than this.
 */
const GATHER_MS = 30;

/** Changes that are still to be written, of each entity the newest only. */
class WriteBehind {
  readonly #file: StateFile;
  readonly #onFailure: (failure: StorageFailure) => void;
  readonly #changed = new Map<string, { kind: string; id: string; entity: unknown }>();
  #scheduled: NodeJS.Timeout | undefined;

  constructor(file: StateFile, onFailure: (failure: StorageFailure) => void) {
    this.#file = file;
    this.#onFailure = onFailure;
  }

  /** Notes a change; `undefined` deletes. */
  note(kind: string, id: string, entity: unknown): void {
    this.#changed.set(`${kind} ${id}`, { kind, id, entity });
    this.#scheduled ??= setTimeout(() => {
      try {
        this.flush();
      } catch (error) {
        if (!(error instanceof StorageFailure)) throw error;
        this.#onFailure(error);
      }
    }, GATHER_MS);
  }

  flush(): void {
    clearTimeout(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#changed.size === 0) return;
    const changes: Change[] = [...this.#changed.values()].map(({ kind, id, entity }) => ({
      kind,
      id,
      body: entity === undefined ? null : JSON.stringify(entity),
    }));
    this.#file.write(changes);
    this.#changed.clear();
  }
}

function createTable<Entity>(
  rows: Map<string, Entity>,
  keyOf: (entity: Entity) => string,
  note: (id: string, entity: Entity | undefined) => void,
): Table<Entity> {
  let snapshot: readonly Entity[] | undefined;
  return {
    get: (id) => rows.get(id),
    put(entity) {
      const id = keyOf(entity);
      rows.set(id, entity);
      snapshot = undefined;
      note(id, entity);
    },
    delete(id) {
      if (!rows.delete(id)) return;
      snapshot = undefined;
      note(id, undefined);
    },
    all() {
      snapshot ??= [...rows.values()];
      return snapshot;
    },
    get size() {
      return rows.size;
    },
  };
}

function idOf(entity: unknown): string {
  return (entity as { id: string }).id;
}

/** What is told of every change. */
type Changes = Pick<WriteBehind, 'note' | 'flush'>;

/** A state of which nothing is kept has nothing to write. */
const UNWRITTEN: Changes = { note: () => undefined, flush: () => undefined };

type Kinds = Map<string, Map<string, unknown>>;

function storeOver(kinds: Kinds, changes: Changes, close: () => void): Store {
  const rowsOf = (kind: string): Map<string, unknown> => {
    const rows = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, rows);
    return rows;
  };
  const values = rowsOf('value');
  return {
    table<Entity>(kind: string, keyOf: (entity: Entity) => string = idOf) {
      const rows = rowsOf(kind) as Map<string, Entity>;
      return createTable(rows, keyOf, (id, entity) => changes.note(kind, id, entity));
    },
    value<Content>(name: string): Value<Content> {
      return {
        get: () => values.get(name) as Content | undefined,
        put(content) {
          values.set(name, content);
          changes.note('value', name, content);
        },
      };
    },
    flush: () => changes.flush(),
    close() {
      changes.flush();
      close();
    },
  };
}

/**
 * Opens the store.
 * @param path a file, or `:memory:` for a state that ends with the process
 * @param onFailure told when a change cannot be written later on (the disk is full)
 * @throws StorageFailure when the file cannot be opened
 */
export function openStore(path: string, onFailure: (failure: StorageFailure) => void): Store {
  // An SQLite in memory would be written to and never read: of 26 s for 20,000 commands with their webhooks that took
  // 10.
  if (path === ':memory:') return storeOver(new Map(), UNWRITTEN, () => undefined);
  const file = openStateFile(path);
  const kinds: Kinds = new Map();
  for (const { kind, id, body } of file.readAll()) {
    const rows = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, rows.set(id, JSON.parse(body)));
  }
  return storeOver(kinds, new WriteBehind(file, onFailure), () => file.close());
}
