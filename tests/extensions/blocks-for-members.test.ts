import { describe, expect, test } from 'vitest';

import { faceOf, type Page, renderBlock, summaryOf } from './support/render-block.ts';

const roastery = faceOf({ name: 'Bean Club' });
const lena = { firstName: 'Lena' };

/** A page as a member sees it. */
const seenBy = (given: Parameters<typeof summaryOf>[0], locale: Page['locale'] = 'en') => ({
  locale,
  program: roastery,
  customer: { ...lena, summary: summaryOf(given) },
});

describe('a customer who has no points yet', () => {
  test.each([
    ['en', 'Hello Lena', "You're in. Your points appear here after your first purchase."],
    ['de', 'Hallo Lena', 'Du bist dabei. Nach deinem ersten Einkauf stehen hier deine Punkte.'],
  ] as const)(
    'is told in %s that they appear after the first purchase',
    async (locale, greeting, lead) => {
      const { html, text } = await renderBlock('launcher', {
        locale,
        program: roastery,
        customer: lena,
      });
      expect(text).toContain(greeting);
      expect(text).toContain(lead);
      expect(html).not.toContain('/account/login');
      const balance = await renderBlock('balance', { locale, program: roastery, customer: lena });
      expect(balance.text).toContain(lead);
    },
  );
});

describe('a member', () => {
  test('sees the balance on the launcher, in the panel and in the block', async () => {
    const launcher = await renderBlock('launcher', seenBy({ points: 1240 }));
    expect(launcher.html).toContain('<span>1,240 points</span>');
    expect(launcher.text).toContain('1,240 points Open Bean Club');
    const balance = await renderBlock('balance', seenBy({ points: 1240 }));
    expect(balance.text).toBe('Bean Club 1,240 points');
  });

  test('reads numbers and plurals as her language writes them', async () => {
    const pages = [
      seenBy({ points: 0 }, 'de'),
      seenBy({ points: 1 }, 'de'),
      seenBy({ points: 1_050_007 }, 'de'),
      seenBy({ points: 1 }),
      seenBy({ points: 999 }),
    ];
    const texts = await Promise.all(
      pages.map(async (page) => (await renderBlock('balance', page)).text),
    );
    expect(texts).toEqual([
      'Bean Club 0 Punkte',
      'Bean Club 1 Punkt',
      'Bean Club 1.050.007 Punkte',
      'Bean Club 1 point',
      'Bean Club 999 points',
    ]);
  });

  test('is told of points on their way and of points owed, where there are any', async () => {
    const both = await renderBlock('balance', seenBy({ points: 5, pending: 1, owed: 12 }));
    expect(both.text).toContain('1 more point is on its way.');
    expect(both.text).toContain(
      'A return left 12 points open. Your next points settle them first.',
    );
    const german = await renderBlock('balance', seenBy({ points: 0, pending: 14, owed: 1 }, 'de'));
    expect(german.text).toContain('14 weitere Punkte sind unterwegs.');
    expect(german.text).toContain('Nach einer Rückgabe ist noch 1 Punkt offen.');
    const neither = await renderBlock('balance', seenBy({ points: 5 }));
    expect(neither.text).not.toMatch(/on (its|their) way|A return/);
  });

  test('is told what expires next, and until when it can be spent', async () => {
    const expiring = { points: 1_200, on: '2026-12-31' };
    const english = await renderBlock('balance', seenBy({ points: 5_000, expiring }));
    expect(english.text).toContain('1,200 points can be spent until December 31, 2026.');
    const german = await renderBlock('balance', seenBy({ points: 5_000, expiring }, 'de'));
    expect(german.text).toContain('1.200 Punkte kannst du bis zum 31. Dezember 2026 einlösen.');
    const nothing = await renderBlock('balance', seenBy({ points: 5_000 }));
    expect(nothing.text).not.toContain('until');
  });

  test('asks the app at the path that the merchant set, and the shop in her language', async () => {
    for (const path of ['/apps/evergreen', 'apps/evergreen/', '/apps/evergreen/']) {
      const page = { ...seenBy({ points: 5 }, 'de'), settings: { proxy_path: path } };
      const { html } = await renderBlock('launcher', page);
      expect(html).toContain('data-proxy="/apps/evergreen/"');
      expect(html).toContain('data-locale="de"');
      expect(html).toContain('data-discount="/de/discount/"');
      expect(html).toContain('data-cart="/de/cart"');
    }
  });

  test('has tabs in her language, of which only what purchases bring is there without script', async () => {
    const { html, text } = await renderBlock('launcher', seenBy({ points: 5 }, 'de'));
    for (const label of ['Einlösen', 'Sammeln', 'Verlauf']) expect(html).toContain(`>${label}<`);
    expect(text).not.toContain('Einlösen');
    expect(text).toContain('Für je 1 € Warenwert bekommst du 1 Punkt.');
  });
});

describe('a member’s tier', () => {
  const silver = { key: 'silver', name: null, percent: 125 };
  const roaster = { key: 'gold', name: 'Roaster & friends' };

  test('is named, with how long it is hers and how far it is to the next', async () => {
    const next = { ...roaster, unit: 'points' as const, from: 1_000, missing: 750 };
    const given = { tier: silver, next, until: '2027-12-31' };
    const english = await renderBlock('launcher', seenBy(given));
    expect(english.text).toContain('Your tier: Silver. Yours until December 31, 2027.');
    expect(english.text).toMatch(/750 more points to Roaster (&|&amp;) friends\./);
    expect(english.html).toMatch(/<progress[^>]*max="1000"[^>]*value="250"/);
    expect(english.text).toContain('As Silver you earn 25% more.');
    const german = await renderBlock('balance', seenBy(given, 'de'));
    expect(german.text).toContain('Deine Stufe: Silber. Sie gilt bis 31. Dezember 2027.');
    expect(german.text).toMatch(/Noch 750 Punkte bis Roaster (&|&amp;) friends\./);
  });

  test.each([
    ['money', 12_550, 'Spend €125.50 more to reach Gold.'],
    ['orders', 1, '1 more order to Gold.'],
    ['friends', 3, 'Invite 3 more friends to reach Gold.'],
  ] as const)('by %s says what is missing', async (unit, missing, sentence) => {
    const next = { key: 'gold', name: null, unit, from: 20_000, missing };
    const { text } = await renderBlock('balance', seenBy({ tier: silver, next }));
    expect(text).toContain(sentence);
  });

  test('at the top shows no progress, and one that earns as everybody promises no more', async () => {
    const bronze = { key: 'bronze', name: null, percent: 100 };
    const { html, text } = await renderBlock('launcher', seenBy({ tier: bronze }));
    expect(text).toContain('Your tier: Bronze.');
    expect(text).not.toMatch(/more|until/);
    expect(html.replace(/<template[\s\S]*?<\/template>/g, '')).not.toContain('<progress');
  });

  test('is left unsaid where there are no tiers, and in a summary of an older format', async () => {
    const { tier, next, until, ...older } = summaryOf({ points: 5 });
    const old = {
      ...seenBy({}),
      customer: { ...lena, summary: older as ReturnType<typeof summaryOf> },
    };
    for (const each of [seenBy({}), old]) {
      expect((await renderBlock('launcher', each)).text).not.toContain('tier');
    }
  });

  test('decides what a product and the cart are worth to her', async () => {
    const { text } = await renderBlock('launcher', {
      ...seenBy({ tier: { key: 'gold', name: null, percent: 200 } }),
      product: { variants: [{ id: 1, price: 1_490 }] },
      cart: { totalPrice: 1_490 },
    });
    expect(text).toContain('Earn 29 points with this product.');
    expect(text).toContain('Your cart brings you 29 points.');
  });
});
