import { expect, test } from 'vitest';

import { previewLines } from '#app/loyalty/adjusting/preview-lines.ts';
import { MemberId } from '#app/loyalty/ids.ts';

const IDA = MemberId.parse('1');
const JON = MemberId.parse('2');

const balances = new Map([
  [IDA, { available: 100, owed: 0 }],
  [JON, { available: 0, owed: 30 }],
]);

const LINES = [
  { memberId: IDA, points: -40 },
  { memberId: JON, points: 50 },
  { memberId: IDA, points: -80 },
  { memberId: IDA, points: 10 },
];

test('each line begins with what the lines above it have left', () => {
  expect(previewLines(balances, LINES, 'leave')).toEqual([
    { before: { available: 100, owed: 0 }, after: { available: 60, owed: 0 } },
    { before: { available: 0, owed: 30 }, after: { available: 20, owed: 0 } },
    { before: { available: 60, owed: 0 }, after: { available: 0, owed: 0 } },
    { before: { available: 0, owed: 0 }, after: { available: 10, owed: 0 } },
  ]);
});

test('what is not there to be taken is owed where staff say so, and repaid by the next line', () => {
  expect(previewLines(balances, LINES, 'owe').slice(2)).toEqual([
    { before: { available: 60, owed: 0 }, after: { available: 0, owed: 20 } },
    { before: { available: 0, owed: 20 }, after: { available: 0, owed: 10 } },
  ]);
});

test('of a member who has no balance nothing is said', () => {
  const line = { memberId: MemberId.parse('3'), points: 5 };
  expect(previewLines(balances, [line], 'leave')).toEqual([null]);
});
