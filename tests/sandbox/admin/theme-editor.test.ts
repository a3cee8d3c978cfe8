import { describe, expect, it } from 'vitest';
import { readEditableExtension } from '#sandbox/admin/theme-editor/extension.ts';
import { openEditor } from '#sandbox/admin/theme-editor/deep-link.ts';
import { markInstalled, openAdmin } from '../support/admin-world.ts';

const EDITOR = '/store/fernhill-roastery/themes/current/editor';
const NOTHING = { embeds: {}, blocks: [] };
const BADGE_SETTINGS = { label: 'Rewards', size: 20 };

describe('the theme editor', () => {
  it('reads blocks with translated labels and the pages they may stand on', async () => {
    const { world } = await openAdmin();

    markInstalled(world);
    const extension = readEditableExtension(world);

    expect(extension).toMatchObject({
      handle: 'points-theme',
      blocks: [
        {
          handle: 'badge',
          name: 'Points badge',
          target: 'body',
          settings: [{ label: 'Label' }, { label: 'Size' }, { label: 'Ink' }],
        },
        { handle: 'points', target: 'section', templates: ['index', 'account'] },
      ],
    });
  });

  it('offers the shop’s products where a setting asks for one', async () => {
    const { world, order } = await openAdmin();
    markInstalled(world);
    const product = world.products.get(order().lines[0]?.productId ?? '');

    const points = readEditableExtension(world).blocks.find(({ handle }) => handle === 'points');

    const options = points?.settings.find(({ id }) => id === 'product')?.options;
    expect(options?.[0]).toEqual({ value: '', label: 'None' });
    expect(options).toContainEqual({ value: product?.handle, label: 'Coffee' });
  });

  it('opened by a deep link has the embed switched on, but not saved', async () => {
    const { world } = await openAdmin();
    markInstalled(world);
    const extension = readEditableExtension(world);
    const link = { context: 'apps', template: 'product', activateAppId: 'key/badge' };

    expect(openEditor(NOTHING, extension, link, 'key', '1')).toEqual({
      template: 'product',
      draft: { embeds: { badge: BADGE_SETTINGS }, blocks: [] },
      focus: 'badge',
      problem: null,
    });
    expect(world.themes.get().embeds).toEqual({});
  });

  it('opened by a deep link has the block placed on the page', async () => {
    const { world } = await openAdmin();
    markInstalled(world);
    const extension = readEditableExtension(world);
    const link = {
      template: 'customers/account',
      addAppBlockId: 'key/points',
      target: 'newAppsSection',
    };

    expect(openEditor(NOTHING, extension, link, 'key', '77').draft.blocks).toEqual([
      { id: '77', template: 'account', handle: 'points', settings: { text: 'You have points' } },
    ]);
  });

  it.each([
    ['of another app', { activateAppId: 'other/badge' }],
    ['to a block that is not there', { activateAppId: 'key/nothing' }],
    ['that switches a block on', { activateAppId: 'key/points' }],
    [
      'that places a block where it may not stand',
      { template: 'cart', addAppBlockId: 'key/points' },
    ],
  ])('opened by a link %s changes nothing and says so', async (_which, link) => {
    const { world } = await openAdmin();
    markInstalled(world);
    const extension = readEditableExtension(world);

    const start = openEditor(NOTHING, extension, link, 'key', '1');

    expect(start.draft).toEqual(NOTHING);
    expect(start.problem).not.toBeNull();
  });

  it('saves embeds and blocks, with defaults for what was left out', async () => {
    const { world, postJson } = await openAdmin();
    markInstalled(world);
    const block = { id: 'b1', template: 'index', handle: 'points', settings: { text: 'Hello' } };

    const answer = await postJson(EDITOR, { embeds: { badge: { size: 30 } }, blocks: [block] });

    expect(answer.status).toBe(200);
    expect(world.themes.get()).toMatchObject({
      embeds: { badge: { label: 'Rewards', size: 30 } },
      blocks: [block],
    });
  });

  it.each([
    [{ embeds: { badge: { size: 50 } }, blocks: [] }, '“Size” of “Points badge” cannot be “50”.'],
    [{ embeds: { badge: { ink: 'red' } }, blocks: [] }, '“Ink” of “Points badge” cannot be “red”.'],
    [{ embeds: { badge: { shape: 'x' } }, blocks: [] }, '“Points badge” has no setting “shape”.'],
    [{ embeds: { points: {} }, blocks: [] }, 'There is no app embed “points”.'],
    [
      { embeds: {}, blocks: [{ id: '1', template: 'cart', handle: 'points', settings: {} }] },
      '“Points” cannot be placed on that page.',
    ],
  ])('refuses %o', async (draft, problem) => {
    const { world, postJson } = await openAdmin();
    markInstalled(world);

    const answer = await postJson(EDITOR, draft);

    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ problem });
    expect(world.themes.get()).toMatchObject(NOTHING);
  });

  it('previews what is not saved, and keeps the store as it is', async () => {
    const { world, post } = await openAdmin();
    markInstalled(world);
    const settings = { text: 'Points on trial' };
    const blocks = [{ id: 'b1', template: 'index', handle: 'points', settings }];

    const answer = await post('/themes/current/preview', {
      template: 'index',
      draft: JSON.stringify({ embeds: {}, blocks }),
    });

    expect(answer.headers.get('content-security-policy')).toBe(
      'sandbox allow-scripts allow-popups',
    );
    const page = await answer.text();
    expect(page).toContain('<base href="http://shop.test/">');
    expect(page).toContain('Points on trial');
    expect(world.themes.get().blocks).toEqual([]);
  });
});

describe('shopify.app.extensions()', () => {
  it('tells where the published theme has each block and embed', async () => {
    const { world, postJson } = await openAdmin();
    markInstalled(world);
    const themeId = 'gid://shopify/OnlineStoreTheme/171700000001';
    const blocks = [{ id: 'b1', template: 'index', handle: 'points', settings: {} }];

    await postJson(EDITOR, { embeds: {}, blocks });
    const answer = await postJson('/_shell/extensions', null);

    expect(await answer.json()).toEqual([
      {
        handle: 'points-theme',
        type: 'theme_app_extension',
        activations: [
          {
            target: 'body',
            handle: 'badge',
            name: 'Points badge',
            status: 'available',
            activations: [],
          },
          {
            target: 'section',
            handle: 'points',
            name: 'Points',
            status: 'active',
            activations: [{ target: 'template--index/apps/points_b1', themeId }],
          },
        ],
      },
    ]);
  });
});
