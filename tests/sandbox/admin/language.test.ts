import { describe, expect, it } from 'vitest';
import { associatedUser, OWNER } from '#sandbox/auth/staff.ts';
import { type AdminFixture, markInstalled, openAdmin } from '../support/admin-world.ts';

const STORE = '/store/fernhill-roastery';

/** The `locale` that the app's frame is opened with. */
async function localeOfFrame({ get }: AdminFixture): Promise<string | null> {
  const page = await (await get('/apps/evergreen/app/members')).text();
  const src = /<iframe[^>]*data-src="([^"]*)"/s.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return new URL(src).searchParams.get('locale');
}

/** The languages whose buttons are pressed, once for each place of the page that offers them. */
function pressedLanguages(page: string): (string | undefined)[] {
  return [...page.matchAll(/<button[^>]*value="(\w+)"[^>]*aria-pressed="true"/gs)].map(
    ([, locale]) => locale,
  );
}

describe('the admin’s language', () => {
  it('is the shop’s own until staff choose another, and apps are opened in it', async () => {
    const fixture = await openAdmin();
    markInstalled(fixture.world);
    expect(await localeOfFrame(fixture)).toBe('en');

    const answer = await fixture.post('/settings/language', { locale: 'de' });

    expect(answer.status).toBe(303);
    expect(await localeOfFrame(fixture)).toBe('de');
    expect(associatedUser(fixture.world, OWNER.id).locale).toBe('de');
    expect(fixture.world.shop.get().primaryLocale).toBe('en');
  });

  it('is offered on the panel and in the top bar, with the chosen one pressed', async () => {
    const { get, post } = await openAdmin();
    expect(pressedLanguages(await (await get('/settings/sandbox')).text())).toEqual(['en', 'en']);

    await post('/settings/language', { locale: 'de' });

    expect(pressedLanguages(await (await get('/settings/sandbox')).text())).toEqual(['de', 'de']);
    expect(pressedLanguages(await (await get('/orders')).text())).toEqual(['de']);
  });

  it('is left alone when Evergreen has no texts in the one that was sent', async () => {
    const fixture = await openAdmin();
    markInstalled(fixture.world);

    expect((await fixture.post('/settings/language', { locale: 'xx' })).status).toBe(422);
    expect(await localeOfFrame(fixture)).toBe('en');
  });

  it.each([
    [
      `http://admin.test${STORE}/apps/evergreen/app/members?page=2`,
      '/apps/evergreen/app/members?page=2',
    ],
    ['http://elsewhere.test/store/fernhill-roastery/orders', '/settings/sandbox'],
    ['http://admin.test//elsewhere.test', '/settings/sandbox'],
    ['nonsense', '/settings/sandbox'],
  ])('chosen on %s leads to %s', async (referer, target) => {
    const { admin } = await openAdmin();

    const answer = await admin.request(`http://admin.test${STORE}/settings/language`, {
      method: 'POST',
      headers: { origin: 'http://admin.test', referer },
      body: new URLSearchParams({ locale: 'de' }),
    });

    expect(answer.headers.get('location')).toBe(`${STORE}${target}`);
  });
});
