import type { z } from 'zod';

import type {
  Limits,
  LineScope,
  MemberConditions,
  OrderConditions,
  ProductScope,
  Window,
} from '#app/loyalty/program/parts.ts';

import { writePoints } from '../language/amounts.ts';
import { tierName } from '../tiers/tier-name.ts';
import { writeNumbered } from './catalog-text.ts';
import { money, type ProgramWords, when, writeChoice, writeQuoted } from './program-words.ts';

/** When something holds; nothing where it always does. Moments are in the shop's time zone. */
export function describeWindow({ from, until }: Window, { text, format }: ProgramWords): string[] {
  const write = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: 'long', timeStyle: 'short' });
  if (from !== null && until !== null) {
    return [text('programText.window.between', { from: write(from), until: write(until) })];
  }
  if (from !== null) return [text('programText.window.from', { from: write(from) })];
  if (until !== null) return [text('programText.window.until', { until: write(until) })];
  return [];
}

/** For whom something holds; nothing where it holds for every member. */
export function describeMembers({ tiers, tags }: MemberConditions, words: ProgramWords): string[] {
  const { text } = words;
  const write = (list: readonly string[]) => writeQuoted(list, words);
  return [
    ...(tiers === 'all'
      ? []
      : [text('programText.members.tiers', { tiers: writeTiers(tiers, words) })]),
    ...when(tags.any.length > 0, () => text('programText.members.any', { tags: write(tags.any) })),
    ...when(tags.none.length > 0, () =>
      text('programText.members.none', { tags: write(tags.none) }),
    ),
  ];
}

/** Tiers by their names, of which any may be meant. */
export function writeTiers(keys: readonly string[], words: ProgramWords): string {
  const names = keys.map((key) => {
    const tier = words.program.tiers.find((each) => each.key === key);
    return tier ? tierName(tier, words) : key;
  });
  return writeChoice(names, words);
}

/** For which orders something holds; nothing where it holds for each. */
export function describeOrderConditions(
  { members, channels, orders, subscriptions, minimum }: OrderConditions,
  words: ProgramWords,
): string[] {
  const { text } = words;
  return [
    ...(orders === 'all' ? [] : [text(`programText.conditions.${orders}`)]),
    ...describeMembers(members, words),
    ...describeChannels(channels, words),
    ...when(subscriptions === 'only', () => text('programText.conditions.subscriptionsOnly')),
    ...when(subscriptions === 'except', () => text('programText.conditions.subscriptionsExcept')),
    ...when(minimum > 0, () =>
      text('programText.conditions.minimum', { amount: money(minimum, words) }),
    ),
  ];
}

/** In which sales channels something holds; nothing where it holds in each. */
export function describeChannels(
  channels: OrderConditions['channels'],
  words: ProgramWords,
): string[] {
  if (channels === 'all') return [];
  const list = writeQuoted(channels, words);
  return [words.text('programText.conditions.channels', { channels: list })];
}

/** Of which lines of an order something speaks; nothing where it speaks of all. */
export function describeLines(lines: LineScope, words: ProgramWords): string[] {
  if (lines === 'all') return [];
  return 'only' in lines
    ? [words.text('programText.lines.only', { products: writeScope(lines.only, words) })]
    : [words.text('programText.lines.except', { products: writeScope(lines.except, words) })];
}

/** Products as the document names them. Those that Shopify knows by a number are called as the shop calls them. */
export function writeScope(scope: ProductScope, words: ProgramWords): string {
  const { text } = words;
  const named = (['vendors', 'types', 'tags'] as const).flatMap((kind) =>
    when(scope[kind].length > 0, () =>
      text(`programText.scope.${kind}`, { names: writeQuoted(scope[kind], words) }),
    ),
  );
  const numbered = (['products', 'collections'] as const).flatMap((kind) =>
    when(scope[kind].length > 0, () => writeNumbered(kind, scope[kind], words)),
  );
  return writeChoice([...named, ...numbered], words);
}

/** How much a member gets of one rule. */
export function describeLimits(limits: z.infer<typeof Limits>, words: ProgramWords): string[] {
  return limits.flatMap(({ per, times, points }) => [
    ...(times === null ? [] : [words.text('programText.limit.times', { times, per })]),
    ...(points === null
      ? []
      : [words.text('programText.limit.points', { points: writePoints(points, words), per })]),
  ]);
}
