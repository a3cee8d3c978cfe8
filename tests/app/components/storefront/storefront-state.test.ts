import { expect, test } from 'vitest';

import {
  readStorefrontState,
  themeEditorLinks,
} from '#app/components/storefront/storefront-state.ts';

const launcher = { handle: 'launcher', name: 'Points panel', target: 'body', activations: [] };
const balance = { handle: 'balance', name: 'Balance', target: 'section', activations: [] };

const theme = (...activations: object[]) =>
  ({ handle: 'evergreen-storefront', type: 'theme_app_extension', activations }) as never;

test('what the published theme shows is on, what it could show is off', () => {
  const extension = theme({ ...launcher, status: 'active' }, { ...balance, status: 'available' });
  expect(readStorefrontState([extension])).toEqual({ embed: 'on', block: 'off' });
});

test('a theme that cannot show a block has it off', () => {
  const extension = theme({ ...launcher, status: 'active' }, { ...balance, status: 'unavailable' });
  expect(readStorefrontState([extension]).block).toBe('off');
});

test('what the admin does not tell of is unknown, not off', () => {
  const other = { handle: 'launcher', type: 'ui_extension', activations: [{ target: 'x' }] };
  expect(readStorefrontState([])).toEqual({ embed: 'unknown', block: 'unknown' });
  expect(readStorefrontState([other as never]).embed).toBe('unknown');
});

test('deep links name the shop, the app and the block', () => {
  const links = themeEditorLinks('fernhill-roastery.myshopify.com', 'key');
  expect(links.embed).toBe(
    'https://fernhill-roastery.myshopify.com/admin/themes/current/editor?context=apps&template=index&activateAppId=key/launcher',
  );
  expect(links.block).toBe(
    'https://fernhill-roastery.myshopify.com/admin/themes/current/editor?template=index&addAppBlockId=key/balance&target=newAppsSection',
  );
});
