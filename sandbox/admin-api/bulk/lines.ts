import type { BulkConnection } from './connections.ts';

type Objects = Record<string, unknown>;

/** One object of a result: its line, and what was nested in it. */
interface Entry {
  readonly line: string;
  readonly nested: readonly Entry[];
}

/** Lines of a result, and how many objects they tell of. */
export interface Lines {
  readonly text: string;
  readonly objects: number;
  readonly roots: number;
}

/**
 * The answer of a connection as JSON lines: each object on its own, and a nested one with `__parentId`, the id of the
 * object whose connection it stood in. See "The JSONL data format",
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 * @param grouped whether nested objects follow their parent at once, as with `groupObjects`, or all parents come first
 */
export function toLines(data: Objects, connection: BulkConnection, grouped: boolean): Lines {
  const entries = takeOut(data, connection, null);
  const lines = grouped ? depthFirst(entries) : levelByLevel(entries);
  return {
    text: lines.map((line) => `${line}\n`).join(''),
    objects: lines.length,
    roots: entries.length,
  };
}

/** Removes a connection from the object it stands in, so that the object's own line goes without. */
function takeOut(parent: Objects, connection: BulkConnection, parentId: unknown): Entry[] {
  const { path, edgesKey = 'edges', nodeKey = 'node', children } = connection;
  const holder = path
    .slice(0, -1)
    .reduce<Objects | null>((object, key) => (object?.[key] ?? null) as Objects | null, parent);
  const key = path.at(-1) ?? '';
  const found = holder?.[key] as Objects | null | undefined;
  if (!holder || !found) return [];
  Reflect.deleteProperty(holder, key);
  const edges = (found[edgesKey] ?? []) as Objects[];
  return edges.map((edge) => toEntry(edge[nodeKey] as Objects, children, parentId));
}

function toEntry(node: Objects, children: readonly BulkConnection[], parentId: unknown): Entry {
  const nested = children.flatMap((child) => takeOut(node, child, node['id']));
  const own = parentId === null ? node : { ...node, __parentId: parentId };
  return { line: JSON.stringify(own), nested };
}

function depthFirst(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ line, nested }) => [line, ...depthFirst(nested)]);
}

function levelByLevel(entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  return [
    ...entries.map(({ line }) => line),
    ...levelByLevel(entries.flatMap(({ nested }) => nested)),
  ];
}
