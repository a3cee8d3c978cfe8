import { z } from 'zod';

import {
  Key,
  Limit,
  LineScope,
  MemberConditions,
  OrderConditions,
  ProductScope,
  Window,
} from '#app/loyalty/program/parts.ts';

/** A field as the page has it. */
export interface FieldRow {
  /** From the top of its section; `[]` is each of a list. */
  readonly path: string;
  /** What it may be, in words. */
  readonly values: string;
}

/** The part of JSON Schema that programs are described with. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** What stands in many places is described once, in a section of its own. */
export const PARTS: Readonly<Record<string, z.ZodType>> = {
  members: MemberConditions,
  orders: OrderConditions,
  lines: LineScope,
  products: ProductScope,
  window: Window,
  limit: Limit,
};

const schemaOf = (type: z.ZodType) => {
  const { $schema, ...schema } = z.toJSONSchema(type, { target: 'draft-2020-12', io: 'input' });
  return schema as Schema;
};

const partNames = new Map(
  Object.entries(PARTS).map(([name, type]) => [JSON.stringify(schemaOf(type)), name]),
);

/** @returns every field of a document of this type, in the schema's order */
export function fieldsOf(type: z.ZodType): FieldRow[] {
  return fieldsBelow(schemaOf(type), '');
}

function fieldsBelow(schema: Schema, path: string): FieldRow[] {
  const own = path === '' || isPlainObject(schema) ? [] : [{ path, values: valuesOf(schema) }];
  if (path !== '' && partOf(schema)) return own;
  const choices = schema.anyOf?.filter(hasFields).flatMap((one) => fieldsBelow(one, path)) ?? [];
  const items =
    schema.items && hasFields(schema.items) ? fieldsBelow(schema.items, `${path}[]`) : [];
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, each]) =>
    fieldsBelow(each, path === '' ? key : `${path}.${key}`),
  );
  const all = [...own, ...choices, ...items, ...below, ...fieldsOfVariants(schema.oneOf, path)];
  return all.filter((row, index) => all.findIndex((other) => other.path === row.path) === index);
}

/** A field that only some variants have says which, and what in which where they differ. */
function fieldsOfVariants(variants: readonly Schema[] = [], path: string): FieldRow[] {
  if (variants.length === 0) return [];
  const kindOf = (variant: Schema) => code(variant.properties?.['kind']?.const);
  const fields = variants.flatMap((variant) =>
    fieldsBelow(variant, path)
      .filter((row) => row.path !== `${path}.kind`)
      .map((row) => ({ ...row, kind: kindOf(variant) })),
  );
  const valuesAt = (place: string) => {
    const there = fields.filter((field) => field.path === place);
    const different = [...new Set(there.map(({ values }) => values))];
    if (there.length === variants.length && different.length === 1) return different.join();
    const kindsWith = (values: string) =>
      there.filter((field) => field.values === values).map(({ kind }) => kind);
    return different.map((values) => `${values} (${kindsWith(values).join(', ')})`).join('; ');
  };
  const places = [...new Set(fields.map((field) => field.path))];
  return [
    { path: `${path}.kind`, values: variants.map(kindOf).join(', ') },
    ...places.map((place) => ({ path: place, values: valuesAt(place) })),
  ];
}

const partOf = (schema: Schema) => partNames.get(JSON.stringify(schema));

const isPlainObject = (schema: Schema) =>
  (schema.properties !== undefined || schema.oneOf !== undefined) && !partOf(schema);

const hasFields = (schema: Schema) =>
  !partOf(schema) &&
  (schema.properties !== undefined || schema.oneOf !== undefined || schema.anyOf !== undefined);

const KEY = schemaOf(Key).pattern;
const SHOPIFY_ID = '^[1-9]\\d{0,18}$';

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

const number = (value: number | undefined) => (value ?? 0).toLocaleString('en');

function valuesOf(schema: Schema): string {
  const part = partOf(schema);
  if (part) return `[${part}](#${part})`;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.anyOf) return schema.anyOf.map(valuesOf).join(' or ');
  if (schema.oneOf || schema.properties) return 'an object';
  if (schema.type === 'null') return '`null`';
  if (schema.type === 'boolean') return '`true`, `false`';
  if (schema.type === 'array') return listOf(schema);
  if (schema.type === 'string') return textOf(schema);
  return `${number(schema.minimum)} to ${number(schema.maximum)}`;
}

function listOf({ minItems, maxItems, items = {} }: Schema): string {
  const of = isPlainObject(items) ? '' : `, each ${valuesOf(items)}`;
  return `a list of ${number(minItems)} to ${number(maxItems)}${of}`;
}

function textOf({ format, pattern, minLength, maxLength }: Schema): string {
  if (format === 'date-time') return 'a time with its offset';
  if (format === 'uri') return `an address with \`https\`, up to ${number(maxLength)} characters`;
  if (pattern === KEY) return 'a key';
  if (pattern === SHOPIFY_ID) return 'an id of Shopify’s';
  if (pattern) return `a text like \`${pattern}\``;
  return `a text of ${number(minLength)} to ${number(maxLength)} characters`;
}
