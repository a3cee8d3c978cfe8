import {
  type BadExample,
  order,
  notJson,
  notUtf8,
  impossible,
  unexpected,
  text,
  nested,
  nestedObject,
  withRaw,
} from './bad-example.ts';

export const DAMAGED: readonly BadExample[] = [
  { name: 'nothing at all', body: () => '', unreadable: notJson },
  { name: 'no JSON', body: () => 'id=1&total=40', unreadable: notJson },
  { name: 'a page of HTML', body: () => '<!doctype html><h1>502</h1>', unreadable: notJson },
  { name: 'a form', body: () => '--x\r\nContent-Disposition: form-data\r\n', unreadable: notJson },
  { name: 'cut off', body: (id) => text(id).slice(0, -40), unreadable: notJson },
  { name: 'two of them', body: (id) => text(id) + text(id), unreadable: notJson },
  { name: 'a raw NUL', body: (id) => text(id).replace('web', 'we\0b'), unreadable: notJson },
  { name: 'NaN', body: (id) => withRaw(id, '"weight":NaN'), unreadable: notJson },
  { name: 'nothing but null', body: () => 'null', unreadable: unexpected('(invalid_type)') },
  { name: 'an empty list', body: () => '[]', unreadable: unexpected('(invalid_type)') },
  { name: 'a string', body: () => '"x"', unreadable: unexpected('(invalid_type)') },
  { name: 'a zero', body: () => '0', unreadable: unexpected('(invalid_type)') },
  { name: 'an empty object', body: () => '{}', unreadable: { code: 'unexpected_body' } },
  { name: 'a list of orders', body: (id) => [order(id)], unreadable: unexpected('(invalid_type)') },
];

export const ENCODED: readonly BadExample[] = [
  {
    name: 'Latin-1',
    body: (id) => Buffer.from(text(id, { name: 'Müsli' }), 'latin1'),
    unreadable: notUtf8,
  },
  {
    name: 'UTF-16 with its mark',
    body: (id) => Buffer.from('\uFEFF' + text(id), 'utf16le'),
    unreadable: notUtf8,
  },
  {
    name: 'UTF-16 the other way round',
    body: (id) => Buffer.from('\uFEFF' + text(id), 'utf16le').swap16(),
    unreadable: notUtf8,
  },
  {
    name: 'UTF-16 without a mark',
    body: (id) => Buffer.from(text(id), 'utf16le'),
    unreadable: notJson,
  },
  {
    name: 'a character cut in two',
    body: (id) => Buffer.from(text(id, { name: 'ü' })).filter((byte) => byte !== 0xbc),
    unreadable: notUtf8,
  },
  { name: 'UTF-8 with a mark', body: (id) => Buffer.from('\uFEFF' + text(id)) },
];

export const NESTED: readonly BadExample[] = [
  {
    name: 'lists, ten thousand deep',
    body: () => nested(10_000),
    unreadable: unexpected('(invalid_type)'),
  },
  {
    name: 'objects, ten thousand deep',
    body: () => nestedObject(10_000),
    unreadable: { code: 'unexpected_body' },
  },
  { name: 'two million opened lists', body: () => '['.repeat(2_000_000), unreadable: notJson },
  {
    name: 'ten thousand deep in a field that nobody reads',
    body: (id) => withRaw(id, `"note_attributes":${nested(10_000)}`),
  },
  {
    name: 'objects as deep there',
    body: (id) => withRaw(id, `"extra":${nestedObject(10_000)}`),
  },
  {
    name: 'ten thousand deep in a field that is read',
    body: (id) => text(id).replace(/"refunds":\[\]/, `"refunds":${nested(10_000)}`),
    unreadable: unexpected('refunds.0 (invalid_type)'),
  },
  {
    name: 'a hundred thousand deep, with an id to be kept exact',
    body: (id) => withRaw(id, `"user_id":706405506930370084,"extra":${nested(100_000)}`),
    unreadable: impossible,
  },
];
