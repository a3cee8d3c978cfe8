import { adjustMember } from '#app/usecases/adjusting/adjust-member.server.ts';
import { decideImport } from '#app/usecases/adjusting/decide-import.server.ts';
import { readImport } from '#app/usecases/adjusting/read-imports.server.ts';
import { receiveImport } from '#app/usecases/adjusting/receive-import.server.ts';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuid } from './actions.ts';
import { asker, type Deed, type Desk, insistently, memberOf } from './desk.ts';
import type { Told } from './told.ts';

const STAFF = '1';
const ROWS = 12;
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;

/** Staff give or take points. */
export function adjust(desk: Desk): Deed {
  const { chance, app } = desk;
  const by = asker(desk, 'merging', 'settled');
  const customerId = by.id;
  const points = chance.happens(0.6) ? chance.between(1, 120) : -chance.between(1, 120);
  const beyond = chance.pick(['refuse', 'owe'] as const);
  const key = uuid(desk);
  return {
    by,
    async ask(services) {
      const memberId = await memberOf(desk, customerId);
      if (!memberId) return { state: 'not_a_member' };
      const asked = { key, memberId, points, reason: 'Chaos', beyond };
      const outcome = await adjustMember(services, app.shop.id, STAFF, asked);
      if (outcome.kind !== 'adjusted') return { state: outcome.kind };
      return { state: outcome.kind, points: outcome.points };
    },
    // Where the answer got lost, the same again is told to have been carried out before: then all of it was.
    told: (answers) => ({
      what: 'adjustment',
      customerId,
      answers: answers.some(({ state }) => state === 'adjusted')
        ? answers
        : answers.map((one) => (one.state === 'repeated' ? { ...one, points } : one)),
    }),
  };
}

/** Staff adjust many members by a file, and take that back at times. */
export async function adjustMany(desk: Desk, takesBack: boolean): Promise<Told | undefined> {
  const { services, shop } = desk.app;
  const rows = await someRows(desk);
  if (rows.length === 0) return undefined;
  const lines = rows.map(({ customerId, points }) => `${customerId},${points},Chaos`);
  const bytes = Buffer.from(['customer,points,reason', ...lines, ''].join('\n'));
  const beyond = desk.chance.pick(['leave', 'owe'] as const);
  const id = await insistently(async () => {
    const upload = { fileName: 'many.csv', staffUserId: STAFF, bytes: inOnePiece(bytes) };
    const received = await receiveImport(services, shop.id, upload);
    if (received.kind !== 'received') throw new Error(received.kind);
    return received.id;
  });
  const decide = (decision: Parameters<typeof decideImport>[2]['decision']) =>
    insistently(() => decideImport(services, shop.id, { staffUserId: STAFF, id, decision }));
  if ((await until(desk, id, ['checked', 'refused'])).state === 'checked') {
    await decide({ kind: 'confirm', beyond });
    if (takesBack) {
      await until(desk, id, ['applying', 'applied']);
      await decide({ kind: 'undo' });
    }
    await until(desk, id, [takesBack ? 'undone' : 'applied']);
  }
  const { state, given, taken, leftOver } = await until(desk, id, null);
  return { what: 'import', id, rows, beyond, state, given, taken, leftOver, answers: [] };
}

/** Only of customers who are members: a file with anybody else in it is refused as a whole. */
async function someRows(desk: Desk): Promise<{ customerId: string; points: number }[]> {
  const rows = new Map<string, number>();
  for (let count = 0; count < ROWS; count += 1) {
    const { id } = asker(desk, 'settled');
    const { chance } = desk;
    const points = chance.happens(0.6) ? chance.between(1, 90) : -chance.between(1, 90);
    if (await insistently(() => memberOf(desk, id))) rows.set(id, points);
  }
  return [...rows].map(([customerId, points]) => ({ customerId, points }));
}

async function until({ app }: Desk, id: string, states: readonly string[] | null) {
  const { services, shop } = app;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await insistently(() => readImport(services, shop.id, id));
    if (!found) throw new Error('a file of adjustments is gone');
    if (!states || states.includes(found.state)) return found;
    if (performance.now() > deadline) throw new Error(`a file of adjustments stays ${found.state}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  await Promise.resolve();
  yield bytes;
}
