import type { Id } from '../store/scalars.ts';

/** Jobs have no numbers, but random ids. */
const GLOBAL_ID =
  /^gid:\/\/shopify\/([A-Za-z]+)\/([1-9]\d{0,18}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** `gid://shopify/Order/1001`; see https://shopify.dev/docs/api/usage/gids */
export function toGid(type: string, id: Id): string {
  return `gid://shopify/${type}/${id}`;
}

/** The type and the bare id of a global id; undefined for what is none. */
export function parseGid(gid: string): { type: string; id: Id } | undefined {
  const [, type, id] = GLOBAL_ID.exec(gid) ?? [];
  return type && id ? { type, id } : undefined;
}
