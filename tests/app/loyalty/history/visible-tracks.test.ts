import { expect, test } from 'vitest';

import { customerAt, visibleTracks } from '#app/loyalty/history/visible-tracks.ts';
import { CustomerId } from '#app/loyalty/ids.ts';

const [ANNA, OTHER, THIRD] = ['7', '8', '9'].map((id) => CustomerId.parse(id)) as [
  CustomerId,
  CustomerId,
  CustomerId,
];
const seen = (merges: Parameters<typeof visibleTracks>[0], track: CustomerId, at: number) =>
  [...visibleTracks(merges, track, at)].sort();

test('customers see nothing of each other before a merge, and the one who is left all from then on', () => {
  const merges = [{ absorbed: OTHER, kept: ANNA, mergedAt: 20 }];
  expect(seen(merges, ANNA, 19)).toEqual([ANNA]);
  expect(seen(merges, ANNA, 20)).toEqual([ANNA, OTHER]);
  expect(seen(merges, OTHER, 20)).toEqual([OTHER]);
});

test('who was merged by way of another is seen once that one is merged too', () => {
  const merges = [
    { absorbed: THIRD, kept: OTHER, mergedAt: 15 },
    { absorbed: OTHER, kept: ANNA, mergedAt: 20 },
  ];
  expect(seen(merges, OTHER, 16)).toEqual([OTHER, THIRD]);
  expect(seen(merges, ANNA, 17)).toEqual([ANNA]);
  expect(seen(merges, ANNA, 20)).toEqual([ANNA, OTHER, THIRD]);
});

test('who was merged into one that was merged earlier is seen from the later merge on', () => {
  const merges = [
    { absorbed: OTHER, kept: ANNA, mergedAt: 15 },
    { absorbed: THIRD, kept: OTHER, mergedAt: 20 },
  ];
  expect(seen(merges, ANNA, 19)).toEqual([ANNA, OTHER]);
  expect(seen(merges, ANNA, 20)).toEqual([ANNA, OTHER, THIRD]);
});

test('a customer is herself until she becomes another, who may become a third', () => {
  const merges = [
    { absorbed: THIRD, kept: OTHER, mergedAt: 15 },
    { absorbed: OTHER, kept: ANNA, mergedAt: 20 },
  ];
  expect([14, 15, 20].map((at) => customerAt(merges, THIRD, at))).toEqual([THIRD, OTHER, ANNA]);
  expect(customerAt(merges, ANNA, 30)).toBe(ANNA);
});
