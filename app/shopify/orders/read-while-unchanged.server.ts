import type { AdminAnswer } from '../admin-api/admin-api.server.ts';

/** Why no whole order came of several answers. */
export const changedMeanwhile = {
  ok: false,
  failure: { kind: 'unavailable', reason: 'the order changed while it was read' },
} as const;

/** Pages of two states of an order make no whole: when it changed in between, it is read again later. */
export function readWhileUnchanged<Page extends { readonly updatedAt: string }>(
  page: Page | null,
  head: { readonly updatedAt: string },
): AdminAnswer<Page> {
  return page?.updatedAt === head.updatedAt ? { ok: true, data: page } : changedMeanwhile;
}
