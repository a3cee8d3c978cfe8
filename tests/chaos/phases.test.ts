import { expect, test } from 'vitest';

import { Phases } from './phases.ts';

const never = () => new Promise<never>(() => undefined);

test('a part of a run in which nothing moves any more is given up, and says what it waited for', async () => {
  const said: string[] = [];
  const phases = new Phases((line) => said.push(line), 20);
  const storm = phases.run('storm', never, () => '3 deliveries due');
  await expect(storm).rejects.toThrow(
    'storm has come to a standstill, waiting for 3 deliveries due',
  );
  expect(said).toEqual([expect.stringMatching(/^storm: [\d.]+ s$/)]);
});

test('a part that gets on is waited for, however long it takes', async () => {
  const phases = new Phases(() => undefined, 20);
  let looks = 0;
  const moving = phases.run(
    'storm',
    () =>
      new Promise<string>((resolve) => {
        const timer = setInterval(() => {
          if (looks < 12) return;
          clearInterval(timer);
          resolve('over');
        }, 1);
      }),
    () => `event ${(looks += 1)}`,
  );
  await expect(moving).resolves.toBe('over');
});

test('what a part throws is thrown', async () => {
  const phases = new Phases(() => undefined);
  await expect(phases.run('drain', () => Promise.reject(new Error('away')))).rejects.toThrow(
    'away',
  );
});
