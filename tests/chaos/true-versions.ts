import type { History, TrueOrderState, TrueVersion } from './history.ts';

/** Who a customer has become in the end. */
export function becomes(history: Pick<History, 'merges'>, customerId: string): string {
  const merge = history.merges.find((each) => each.absorbed === customerId);
  return merge ? becomes(history, merge.kept) : customerId;
}

/** The version in force at a moment. */
export function versionAt({ versions }: History, moment: string): TrueVersion | undefined {
  const time = Date.parse(moment);
  return versions
    .filter((version) => Date.parse(version.inForceFrom) <= time)
    .sort(
      (a, b) => Date.parse(b.inForceFrom) - Date.parse(a.inForceFrom) || b.version - a.version,
    )[0];
}

/** The versions that were in force at some time of a span, both its ends included. */
export function versionsWithin(
  history: History,
  { from, until }: { readonly from: string; readonly until: string },
): readonly TrueVersion[] {
  const first = versionAt(history, from);
  const later = history.versions.filter(
    ({ inForceFrom }) =>
      Date.parse(inForceFrom) > Date.parse(from) && Date.parse(inForceFrom) <= Date.parse(until),
  );
  return first ? [first, ...later] : later;
}

/** Whether an order can earn at all, whatever becomes of it. */
export function canEver(history: History, state: TrueOrderState): boolean {
  const rule = versionAt(history, state.processedAt)?.program.earning.order;
  if (!rule || state.currency !== history.currency) return false;
  if (state.test && !(history.isDevelopment && rule.testOrders !== 'never')) return false;
  if (state.business && !rule.business) return false;
  return rule.channels === 'all' || rule.channels.includes(state.sourceName);
}

/** Whether a state of an order earns. */
export function earns(history: History, state: TrueOrderState): boolean {
  return (
    canEver(history, state) &&
    !state.deleted &&
    !state.cancelled &&
    !state.chargedBack &&
    ['paid', 'partially_refunded', 'refunded'].includes(state.financialStatus)
  );
}
