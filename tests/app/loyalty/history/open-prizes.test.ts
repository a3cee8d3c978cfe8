import { describe, expect, test } from 'vitest';

import type { Completion } from '#app/loyalty/history/completions.ts';
import { openPrizesOf } from '#app/loyalty/history/open-prizes.ts';
import { OrderId } from '#app/loyalty/ids.ts';

const completed = (reward: string | null, times = 1, challenge = 'card'): Completion => ({
  ...{ challenge, times, reward, at: 0 },
  by: { kind: 'order', orderId: OrderId.parse('1') },
});
const given = (rewards: Record<string, number>) =>
  new Map([['card', new Map(Object.entries(rewards))]]);
const open = (reward: string, times = 1, challenge = 'card') => ({ challenge, reward, times });

describe('what was won and not given yet', () => {
  test.each([
    ['all that was won, where none was given', [completed('mug', 3)], {}, [open('mug', 3)]],
    ['what is over what was given', [completed('mug', 3)], { mug: 2 }, [open('mug')]],
    ['nothing where more was given than stands', [completed('mug', 1)], { mug: 2 }, []],
    ['nothing for points', [completed(null, 5)], {}, []],
    [
      'what points stand before, whatever was given',
      [completed(null, 1), completed('mug', 2)],
      { mug: 1 },
      [open('mug')],
    ],
    [
      'an earlier reward that waits, where a later one was given',
      [completed('mug'), completed('hat')],
      { hat: 1 },
      [open('mug')],
    ],
    ['nothing for what takes the place of another', [completed('hat')], { mug: 1 }, []],
    [
      'the later of two, where one takes the place of another',
      [completed('hat'), completed('cap')],
      { mug: 1 },
      [open('cap')],
    ],
    [
      'what was won of another challenge',
      [completed('mug', 1, 'other'), completed('mug')],
      { mug: 1 },
      [open('mug', 1, 'other')],
    ],
    ['very many at once', [completed('mug', 10_000_000_000)], {}, [open('mug', 10_000_000_000)]],
  ])('%s', (_, completions, rewards: Record<string, number>, expected) => {
    expect(openPrizesOf(completions, given(rewards))).toEqual(expected);
  });
});
