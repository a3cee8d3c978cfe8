import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { presetFor } from '#app/loyalty/presets/presets.ts';
import { exportProgram } from '#app/usecases/programs/export-program.server.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { readProgramOverview } from '#app/usecases/programs/read-program.server.ts';
import {
  beginProgramDraft,
  discardProgramDraft,
  type DraftOrigin,
  importProgram,
  saveProgramDraft,
} from '#app/usecases/programs/save-program-draft.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { auditLogOf } from '#tests/support/deliveries.ts';
import { openShop } from '#tests/support/ledger.ts';
import { publish, SettableClock, staffUserId, worth } from '#tests/support/program-versions.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const clock = new SettableClock('2026-06-01T12:00:00Z');
const services = () => testServices(opened.database, { clock });
const save = (shop: Shop, document: unknown, revision: number, by = staffUserId) =>
  saveProgramDraft(services(), shop, { staffUserId: by, document, revision });
const discard = (shop: Shop, revision: number) =>
  discardProgramDraft(services(), shop, { staffUserId, revision });
const publishDraft = (shop: Shop, revision: number) =>
  publishProgram(services(), shop, {
    staffUserId,
    source: { kind: 'draft', revision },
    begins: 'now',
    note: '',
  });
const overview = (shop: Shop) => readProgramOverview(services(), shop);

describe('beginning a draft', () => {
  const begin = (shop: Shop, origin: DraftOrigin, revision = 0) =>
    beginProgramDraft(services(), shop, { staffUserId, origin, revision });

  test('with a preset puts its money into the currency of the shop', async () => {
    const shop = { ...(await openShop(opened.database)), currency: 'JPY' };
    expect(await begin(shop, 'cash_back')).toEqual({ outcome: 'saved', revision: 1, problems: [] });
    expect((await overview(shop)).draft?.program).toEqual(presetFor('cash_back', 'JPY'));
  });

  test('with another version takes what that one says', async () => {
    const shop = await openShop(opened.database);
    await publish(opened.database, clock, shop, worth(5));
    expect(await begin(shop, 1)).toMatchObject({ outcome: 'saved' });
    expect((await overview(shop)).draft?.program).toEqual(worth(1));
    expect(await begin(shop, 99, 1)).toEqual({ outcome: 'unknown' });
  });

  test('overwrites nobody’s draft', async () => {
    const shop = await openShop(opened.database);
    await save(shop, worth(2), 0);
    expect(await begin(shop, 'coffee')).toMatchObject({ outcome: 'draft_moved_on', revision: 1 });
  });
});

test('many versions are listed page by page, newest first', async () => {
  const shop = await openShop(opened.database);
  for (let points = 2; points <= 23; points += 1) {
    await publish(opened.database, clock, shop, worth(points));
  }
  const numbers = async (before: string | null) => {
    const { versions, older, isNewest } = await readProgramOverview(services(), shop, before);
    const [first] = versions;
    return { first: first?.version, count: versions.length, older, isNewest };
  };
  expect(await numbers(null)).toEqual({ first: 23, count: 20, older: '4', isNewest: true });
  expect(await numbers('4')).toEqual({ first: 3, count: 3, older: null, isNewest: false });
  expect(await numbers('x')).toMatchObject({ first: 23, isNewest: true });
});

describe('saving a draft', () => {
  test('keeps it, with what it changes; nothing is judged by it', async () => {
    const shop = await openShop(opened.database);
    expect(await overview(shop)).toMatchObject({ draft: null, draftRevision: 0 });
    expect(await save(shop, worth(2), 0)).toEqual({ outcome: 'saved', revision: 1, problems: [] });
    expect(await save(shop, worth(3), 1)).toMatchObject({ revision: 2 });
    expect(await overview(shop)).toMatchObject({
      inForce: { version: 1, program: worth(1) },
      draftRevision: 2,
      draft: {
        savedBy: 'staff:42',
        savedAt: '2026-06-01T12:00:00.000Z',
        basedOn: 1,
        isOutdated: false,
        program: worth(3),
        changes: [{ path: 'earning.order.earns.points', before: 1, after: 3 }],
      },
    });
    expect(await auditLogOf(opened.database, shop)).toMatchObject([
      { actor: 'staff:42', action: 'program.draft_saved', detail: { revision: 1 } },
      { actor: 'staff:42', action: 'program.draft_saved', detail: { revision: 2 } },
    ]);
  });

  test('does not overwrite what somebody else has saved meanwhile', async () => {
    const shop = await openShop(opened.database);
    const first = await Promise.all([save(shop, worth(2), 0, '1'), save(shop, worth(3), 0, '2')]);
    expect(first.map(({ outcome }) => outcome).sort()).toEqual(['draft_moved_on', 'saved']);
    await save(shop, worth(4), 1, '9');
    expect(await save(shop, worth(5), 1)).toEqual({
      outcome: 'draft_moved_on',
      revision: 2,
      savedAt: clock.now(),
      savedBy: 'staff:9',
    });
    expect(await save(shop, worth(5), 3)).toMatchObject({ outcome: 'draft_moved_on' });
    expect(await overview(shop)).toMatchObject({ draft: { program: worth(4) } });
  });

  test('takes what contradicts itself, and refuses what is no program', async () => {
    const shop = await openShop(opened.database);
    const tiers = worth(1).tiers.map((tier) => ({ ...tier, name: 'Leaf' }));
    const problems = [{ path: 'tiers.1.name' }, { path: 'tiers.2.name' }];
    expect(await save(shop, { ...worth(1), tiers }, 0)).toMatchObject({
      outcome: 'saved',
      problems,
    });
    expect(await overview(shop)).toMatchObject({ draft: { problems } });
    expect(await publishDraft(shop, 1)).toMatchObject({ outcome: 'invalid', problems });
    expect(await save(shop, { ...worth(1), tiers: 'none' }, 1)).toMatchObject({
      outcome: 'invalid',
    });
    expect(await overview(shop)).toMatchObject({ draftRevision: 1 });
  });

  test('of a format that is not known any more shows what is wrong with it', async () => {
    const shop = await openShop(opened.database);
    await save(shop, worth(1), 0);
    await opened.database.pool.query(
      `UPDATE program_drafts SET document = '{"format": 99}' WHERE shop_id = $1`,
      [shop.id],
    );
    expect(await overview(shop)).toMatchObject({ draft: { program: null, changes: [] } });
    expect((await overview(shop)).draft?.problems).toContainEqual(
      expect.objectContaining({ path: 'format', code: 'not_one_of' }),
    );
    expect(await publishDraft(shop, 1)).toMatchObject({ outcome: 'invalid' });
    expect(await exportProgram(services(), shop, 'draft')).toBeNull();
    expect(await save(shop, worth(2), 1)).toMatchObject({ outcome: 'saved' });
  });
});

describe('a draft ends', () => {
  test('by being published, and the next one is another', async () => {
    const shop = await openShop(opened.database);
    await save(shop, worth(2), 0);
    expect(await publishDraft(shop, 1)).toMatchObject({ outcome: 'published', version: 2 });
    expect(await publishDraft(shop, 1)).toEqual({ outcome: 'draft_moved_on', revision: 2 });
    expect(await overview(shop)).toMatchObject({
      draft: null,
      draftRevision: 2,
      inForce: { version: 2 },
    });
    expect(await save(shop, worth(3), 1)).toMatchObject({ outcome: 'draft_moved_on' });
    expect(await save(shop, worth(3), 2)).toMatchObject({ outcome: 'saved', revision: 3 });
    expect(await overview(shop)).toMatchObject({ draft: { basedOn: 2, isOutdated: false } });
    expect((await auditLogOf(opened.database, shop))[1]).toMatchObject({
      action: 'program.published',
      detail: { draftRevision: 1 },
    });
  });

  test('by being discarded', async () => {
    const shop = await openShop(opened.database);
    expect(await discard(shop, 0)).toMatchObject({ outcome: 'draft_moved_on', revision: 0 });
    await save(shop, worth(2), 0);
    expect(await discard(shop, 1)).toEqual({ outcome: 'discarded', revision: 2 });
    expect(await discard(shop, 2)).toMatchObject({ outcome: 'draft_moved_on' });
    expect(await overview(shop)).toMatchObject({ draft: null });
    expect(await publishDraft(shop, 2)).toMatchObject({ outcome: 'draft_moved_on' });
  });

  test('not by another document that is published, but it is outdated then', async () => {
    const shop = await openShop(opened.database);
    await save(shop, worth(2), 0);
    await publish(opened.database, clock, shop, worth(9));
    expect(await overview(shop)).toMatchObject({ draft: { isOutdated: true, program: worth(2) } });
  });
});

describe('a program as a file', () => {
  test('goes from one shop to the draft of another', async () => {
    const shop = await openShop(opened.database);
    const other = await openShop(opened.database);
    await publish(opened.database, clock, shop, worth(6));
    const file = await exportProgram(services(), shop, 2);
    expect(file?.name).toMatch(/^shop-.*-program-version-2\.json$/);
    const text = file?.text ?? '';
    expect(await importProgram(services(), other, { staffUserId, text, revision: 0 })).toEqual({
      outcome: 'saved',
      revision: 1,
      problems: [],
    });
    expect(await overview(other)).toMatchObject({
      draft: { program: worth(6) },
      inForce: { version: 1 },
    });
    expect(await exportProgram(services(), other, 'draft')).toMatchObject({ text });
    expect(await auditLogOf(opened.database, other)).toMatchObject([
      { action: 'program.imported' },
    ]);
  });

  test('is not there of a version or a draft that is not', async () => {
    const shop = await openShop(opened.database);
    expect(await exportProgram(services(), shop, 2)).toBeNull();
    expect(await exportProgram(services(), shop, 'draft')).toBeNull();
  });

  test('that says no program changes nothing', async () => {
    const shop = await openShop(opened.database);
    const imported = await importProgram(services(), shop, {
      staffUserId,
      text: '{}',
      revision: 0,
    });
    expect(imported.outcome).toBe('invalid');
    expect(await overview(shop)).toMatchObject({ draftRevision: 0 });
  });
});
