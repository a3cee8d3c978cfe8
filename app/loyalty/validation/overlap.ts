import type {
  Channels,
  LineScope,
  MemberConditions,
  ProductScope,
  Window,
} from '../program/parts.ts';
import type { z } from 'zod';

/** Words as Shopify compares tags, vendors and types: without regard to capitals. */
export function sameWord(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

/** Whether there is a moment at which both hold. */
export function windowsOverlap(a: Window, b: Window): boolean {
  return startOf(a) < endOf(b) && startOf(b) < endOf(a);
}

/** Whether there is a tier of which both speak. */
export function tiersOverlap(a: MemberConditions['tiers'], b: MemberConditions['tiers']): boolean {
  return listsOverlap(a, b);
}

/** Whether there is a channel in which both hold. */
export function channelsOverlap(a: z.infer<typeof Channels>, b: z.infer<typeof Channels>): boolean {
  return listsOverlap(a, b);
}

/**
 * Whether the document alone says that no line can be in both scopes. What only Shopify knows (which products a
 * collection holds) is not asked: then there may be such a line.
 */
export function neverShareLines(a: LineScope, b: LineScope): boolean {
  if (a === 'all' || b === 'all') return false;
  if ('only' in a && 'only' in b) return neverShareProducts(a.only, b.only);
  if ('only' in a && 'except' in b) return isWithin(a.only, b.except);
  if ('except' in a && 'only' in b) return isWithin(b.only, a.except);
  return false;
}

/** Of these a product has one alone, so two lists without a word in common share no product. */
const EXCLUSIVE = ['products', 'vendors', 'types'] as const;

function neverShareProducts(a: ProductScope, b: ProductScope): boolean {
  return EXCLUSIVE.some(
    (kind) => namesOnly(a, kind) && namesOnly(b, kind) && isDisjoint(a[kind], b[kind]),
  );
}

function namesOnly(scope: ProductScope, kind: keyof ProductScope): boolean {
  return Object.entries(scope).every(([each, list]) => list.length > 0 === (each === kind));
}

function isWithin(inner: ProductScope, outer: ProductScope): boolean {
  return Object.entries(inner).every(([kind, list]) => {
    const known = new Set(outer[kind as keyof ProductScope].map(sameWord));
    return list.every((word) => known.has(sameWord(word)));
  });
}

function listsOverlap(a: 'all' | readonly string[], b: 'all' | readonly string[]): boolean {
  return a === 'all' || b === 'all' || !isDisjoint(a, b);
}

function isDisjoint(a: readonly string[], b: readonly string[]): boolean {
  const known = new Set(a.map(sameWord));
  return b.every((word) => !known.has(sameWord(word)));
}

function startOf({ from }: Window): number {
  return from === null ? -Infinity : Date.parse(from);
}

function endOf({ until }: Window): number {
  return until === null ? Infinity : Date.parse(until);
}
