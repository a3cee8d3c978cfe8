import { z } from 'zod';

import type { Program } from '#app/loyalty/program/program.ts';

import type { Language } from '../language/language.ts';
import { describeProgram, type SectionKey } from './describe-program.ts';

/** A place in a list of the document, by its number there: `rewards.1.validDays`. */
const LISTED = /^(rewards|tiers|earning\.(bonuses|actions|challenges))\.(\d+)/;

/**
 * What stands at a place of a program's document, as people call it: `Rewards: Free shipping`.
 * @param currency of the shop, ISO 4217
 * @returns null where the place is not in a list of rules, rewards or tiers
 */
export function namePlace(
  path: string,
  { program, currency }: { readonly program: Program; readonly currency: string },
  language: Language,
): string | null {
  const [, list = '', kind, index] = LISTED.exec(path) ?? [];
  const keys = listOf(program, kind ?? list);
  const key = keys[Number(index)]?.key;
  if (key === undefined) return null;
  for (const { title: section, parts } of describeProgram(program, currency, language)) {
    const part = parts.find((each) => each.path === `${list}.${key}`);
    if (part) return part.title === null ? section : `${section}: ${part.title}`;
  }
  return null;
}

/** By how a path begins, the more exact beginning first. */
const SECTIONS: readonly (readonly [RegExp, SectionKey])[] = [
  [/^earning\.order\b/, 'orders'],
  [/^earning\.(bonuses|combining)\b/, 'bonuses'],
  [/^earning\.actions\b/, 'actions'],
  [/^earning\.challenges\b/, 'challenges'],
  [/^earning\.(maturity|expiry|expiryWarnings)\b/, 'dates'],
  [/^rewards\b/, 'rewards'],
  [/^(tiers|qualification)\b/, 'tiers'],
  [/^(name|enrolment|refunds|redemption)\b/, 'general'],
];

/** What people write to tell the entries of a list apart. */
const Entry = z.object({ name: z.string().min(1) }).or(z.object({ key: z.string().min(1) }));

/**
 * The same of a document that is no program, or is not one yet: by the names and keys that stand in it, as far as they do.
 * @param document as it was written
 * @returns null where the place is in no part of a program
 */
export function nameWrittenPlace(
  path: string,
  document: unknown,
  { text }: Language,
): string | null {
  const [, section] = SECTIONS.find(([beginning]) => beginning.test(path)) ?? [];
  if (section === undefined) return null;
  const title = text(`programText.section.${section}`);
  const [, list, , index] = LISTED.exec(path) ?? [];
  if (list === undefined) return title;
  const entry = Entry.safeParse(valueAt(document, `${list}.${index}`)).data;
  if (!entry) return text('programText.place.numbered', { title, number: Number(index) + 1 });
  return `${title}: ${'name' in entry ? entry.name : entry.key}`;
}

function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const isGroup = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isGroup ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }, document);
}

function listOf(program: Program, name: string): readonly { readonly key: string }[] {
  switch (name) {
    case 'rewards':
    case 'tiers':
      return program[name];
    case 'bonuses':
    case 'actions':
    case 'challenges':
      return program.earning[name];
    default:
      return [];
  }
}
