import type { Program } from '#app/loyalty/program/program.ts';

import type { Language } from '../language/language.ts';
import { describeProgram, type ProgramPart } from './describe-program.ts';
import type { CatalogWords } from './program-words.ts';

/** What became of a part of a program, in words. */
export interface DescribedChange {
  readonly path: string;
  /** Of its section. */
  readonly section: string;
  /** Its name; null for what speaks of its section as a whole. */
  readonly title: string | null;
  readonly kind: 'new' | 'gone' | 'changed';
  /** What is said no more; everything of what is gone. */
  readonly before: readonly string[];
  /** What is said now; everything of what is new. */
  readonly after: readonly string[];
}

/**
 * What one program says otherwise than another, sentence by sentence.
 * @param currency of the shop, ISO 4217
 * @param catalog what the products are called that they speak of
 * @returns in the order in which a program is described, what is gone at the end; nothing where both promise the same
 */
export function describeChanges(
  before: Program,
  after: Program,
  currency: string,
  language: Language,
  catalog?: CatalogWords,
): DescribedChange[] {
  const old = partsOf(before, currency, language, catalog);
  const now = partsOf(after, currency, language, catalog);
  const kept = [...now.values()].flatMap((part): DescribedChange[] => {
    const former = old.get(part.path);
    if (!former) return [{ ...headOf(part), kind: 'new', before: [], after: part.sentences }];
    const change = changeOf(former, part);
    return change ? [change] : [];
  });
  const gone = [...old.values()]
    .filter(({ path }) => !now.has(path))
    .map((part) => ({ ...headOf(part), kind: 'gone', before: part.sentences, after: [] }) as const);
  return [...kept, ...gone];
}

interface PlacedPart extends ProgramPart {
  readonly section: string;
}

function partsOf(
  program: Program,
  currency: string,
  language: Language,
  catalog: CatalogWords | undefined,
): ReadonlyMap<string, PlacedPart> {
  const placed = describeProgram(program, currency, language, catalog).flatMap(({ title, parts }) =>
    parts.map((part) => ({ ...part, section: title })),
  );
  return new Map(placed.map((part) => [part.path, part]));
}

function headOf({ path, section, title }: PlacedPart) {
  return { path, section, title };
}

function changeOf(former: PlacedPart, part: PlacedPart): DescribedChange | null {
  const isRenamed = former.title !== part.title;
  const name = (title: string | null) => (isRenamed && title !== null ? [title] : []);
  const before = former.sentences.filter((sentence) => !part.sentences.includes(sentence));
  const after = part.sentences.filter((sentence) => !former.sentences.includes(sentence));
  if (!isRenamed && before.length === 0 && after.length === 0) return null;
  return {
    ...headOf(part),
    kind: 'changed',
    before: [...name(former.title), ...before],
    after: [...name(part.title), ...after],
  };
}
