import { readFileSync } from 'node:fs';

/** A table as one side describes it, in words that both sides can be put into. */
export interface TableShape {
  /** `shop_id bigint not null` */
  readonly columns: readonly string[];
  /** `primary key (shop_id, id)`, `unique (shop_id, customer_id)`, `index (shop_id, id) of some rows` */
  readonly keys: readonly string[];
}

const COLUMN_TYPES: Readonly<Record<string, string>> = {
  BigInt: 'bigint',
  Int: 'integer',
  String: 'text',
  'String @db.Uuid': 'uuid',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
  'DateTime @db.Timestamptz(3)': 'timestamp(3) with time zone',
  'DateTime @db.Date': 'date',
};

interface Field {
  readonly name: string;
  readonly column: string;
  readonly type: string | undefined;
  readonly optional: boolean;
  readonly list: boolean;
  readonly attributes: string;
}

/**
 * Reads the tables that prisma/schema.prisma describes. Knows the part of Prisma's language that the schema uses;
 * a type that it does not know is an error, so that nothing passes unseen.
 */
export function tablesOfSchema(file = 'prisma/schema.prisma'): Map<string, TableShape> {
  const text = readFileSync(file, 'utf8');
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const modelNames = new Set(models.map(([, name]) => name));
  return new Map(models.map(([, name = '', body = '']) => readModel(name, body, modelNames)));
}

function readModel(
  model: string,
  body: string,
  modelNames: Set<string | undefined>,
): [string, TableShape] {
  const lines = body.split('\n').map((line) => line.replace(/\/\/.*/, '').trim());
  const fields = lines
    .filter((line) => line !== '' && !line.startsWith('@@'))
    .map(readField)
    .filter((field) => !modelNames.has(field.type));
  const columnOf = new Map(fields.map((field) => [field.name, field.column]));
  const columns = fields.map((field) => describeField(model, field));
  const single = fields.flatMap(({ column, attributes }) => [
    ...(/@id\b/.test(attributes) ? [`primary key (${column})`] : []),
    ...(/@unique\b/.test(attributes) ? [`unique (${column})`] : []),
  ]);
  const combined = [...body.matchAll(/@@(id|unique|index)\(\[([^\]]*)\](.*)/g)].map(
    ([, kind = '', names = '', options = '']) => {
      const listed = names.split(',').map((name) => columnOf.get(name.trim()) ?? name.trim());
      return `${kind === 'id' ? 'primary key' : kind} (${listed.join(', ')})${options.includes('where:') ? ' of some rows' : ''}`;
    },
  );
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
  return [table, { columns: columns.sort(), keys: [...single, ...combined].sort() }];
}

function readField(line: string): Field {
  const [, name = '', type, mark, attributes = ''] =
    /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? [];
  const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? name;
  return { name, column, type, optional: mark === '?', list: mark === '[]', attributes };
}

function describeField(model: string, field: Field): string {
  const { name, column, type, optional, list, attributes } = field;
  const native = /@db\.\w+(\(\d+\))?/.exec(attributes)?.[0];
  const columnType = COLUMN_TYPES[[type, native].filter(Boolean).join(' ')];
  if (!columnType)
    throw new Error(`${model}.${name}: no column type is known for ${type} ${native}`);
  const filled = attributes.includes('@default(') ? ' filled by default' : '';
  return `${column} ${columnType}${list ? '[]' : ''}${optional ? '' : ' not null'}${filled}`;
}
