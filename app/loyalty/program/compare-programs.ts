import { Program } from './program.ts';

/** Anything that a program's document can hold. */
export type DocumentValue =
  | string
  | number
  | boolean
  | null
  | readonly DocumentValue[]
  | { readonly [field: string]: DocumentValue };

/** One difference between two programs. */
export interface ProgramChange {
  /** Names of fields joined by dots; a rule, a reward, a tier or a perk by its key: `tiers.gold.from`. */
  readonly path: string;
  /** What stood there; undefined for what is new. */
  readonly before: DocumentValue | undefined;
  /** What stands there; undefined for what is gone. */
  readonly after: DocumentValue | undefined;
}

type DocumentRecord = Readonly<Record<string, DocumentValue>>;
type Keyed = DocumentRecord & { readonly key: string };

/**
 * What one program says otherwise than another. A choice that became another one (points that never expired and do now)
 * is one change with all that goes with it, and so is a list of things without keys: in which order those stand means
 * nothing.
 * @returns in the document's order, tiers from the lowest up; nothing where both promise the same
 */
export function comparePrograms(before: Program, after: Program): ProgramChange[] {
  // Parsed, because only the schema knows the document's order: a database keeps the fields of its JSON in another.
  return compareValues('', Program.parse(before), Program.parse(after));
}

function compareValues(path: string, before: DocumentValue, after: DocumentValue): ProgramChange[] {
  if (isKeyedList(before) && isKeyedList(after)) return compareKeyed(path, before, after);
  if (isRecord(before) && isRecord(after) && areOfOneForm(before, after)) {
    return Object.entries(before).flatMap(([field, value]) =>
      compareValues(path === '' ? field : `${path}.${field}`, value, after[field] ?? null),
    );
  }
  return isSame(before, after) ? [] : [{ path, before, after }];
}

/** Whether two records can be compared field by field, or are two different choices. */
function areOfOneForm(before: DocumentRecord, after: DocumentRecord): boolean {
  const fields = Object.keys(before);
  return (
    before['kind'] === after['kind'] &&
    fields.length === Object.keys(after).length &&
    fields.every((field) => field in after)
  );
}

function compareKeyed(
  path: string,
  before: readonly Keyed[],
  after: readonly Keyed[],
): ProgramChange[] {
  const gone = before.filter((each) => !after.some(({ key }) => key === each.key));
  return inOrder([...after, ...gone]).flatMap((each): ProgramChange[] => {
    const place = `${path}.${each.key}`;
    const old = before.find(({ key }) => key === each.key);
    if (!old) return [{ path: place, before: undefined, after: each }];
    const isGone = gone.includes(each);
    return isGone
      ? [{ path: place, before: each, after: undefined }]
      : compareValues(place, old, each);
  });
}

/** Tiers, those that are gone with them, from the lowest up; whatever else as it stands. */
function inOrder(listed: readonly Keyed[]): readonly Keyed[] {
  const fromOf = ({ from }: Keyed) => (typeof from === 'number' ? from : 0);
  return [...listed].sort((a, b) => fromOf(a) - fromOf(b));
}

function isRecord(value: DocumentValue): value is DocumentRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An empty list may be one of keyed things: then the other says. */
function isKeyedList(value: DocumentValue): value is readonly Keyed[] {
  return (
    Array.isArray(value) &&
    value.every((each: DocumentValue) => isRecord(each) && typeof each['key'] === 'string')
  );
}

function isSame(before: DocumentValue, after: DocumentValue): boolean {
  return JSON.stringify(unordered(before)) === JSON.stringify(unordered(after));
}

/** Lists of things without keys are sets: channels, tags, products, limits; steps stand in the order of their points. */
function unordered(value: DocumentValue): DocumentValue {
  if (Array.isArray(value)) {
    return value.map((each: DocumentValue) => JSON.stringify(unordered(each))).sort();
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, unordered(each)]));
}
