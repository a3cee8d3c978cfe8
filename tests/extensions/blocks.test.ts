import { describe, expect, test } from 'vitest';

import { faceOf, type Page, renderBlock, summaryOf } from './support/render-block.ts';

const roastery = faceOf({ name: 'Bean Club' });
const lena = { firstName: 'Lena' };

describe('a guest', () => {
  test('learns what the program is and how to join, in English', async () => {
    const { html, text } = await renderBlock('launcher', { locale: 'en', program: roastery });
    expect(text).toContain('Bean Club');
    expect(text).toContain('Every purchase brings you points.');
    expect(text).toContain('You earn 1 point for every €1 you spend on goods.');
    expect(html).toContain('href="/account/register"');
    expect(html).toContain('href="/account/login"');
    expect(html).not.toContain('data-evergreen-activity');
  });

  test('learns it in German', async () => {
    const program = faceOf({ pointsPerUnit: 3 });
    const { text } = await renderBlock('launcher', { locale: 'de', program });
    expect(text).toContain('Treuepunkte');
    expect(text).toContain('Jeder Einkauf bringt dir Punkte.');
    expect(text).toMatch(/Für je 1\s€ Warenwert bekommst du 3 Punkte\./);
    expect(text).toContain('Konto erstellen');
  });

  test('is not sent to accounts that the shop does not have', async () => {
    const page = { locale: 'en', program: roastery, customerAccounts: false } as const;
    for (const block of ['launcher', 'balance'] as const) {
      expect((await renderBlock(block, page)).html).not.toContain('/account/');
    }
  });

  test('sees the merchant’s own label on the launcher', async () => {
    const { html } = await renderBlock('launcher', {
      locale: 'en',
      program: roastery,
      settings: { label: 'Earn & save' },
    });
    expect(html).toContain('<span>Earn &amp; save</span>');
  });
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
  const member = (given: Parameters<typeof summaryOf>[0], locale: Page['locale'] = 'en') => ({
    locale,
    program: roastery,
    customer: { ...lena, summary: summaryOf(given) },
  });

  test('sees the balance on the launcher, in the panel and in the block', async () => {
    const launcher = await renderBlock('launcher', member({ points: 1240 }));
    expect(launcher.html).toContain('<span>1,240 points</span>');
    expect(launcher.text).toContain('1,240 points Open Bean Club');
    const balance = await renderBlock('balance', member({ points: 1240 }));
    expect(balance.text).toBe('Bean Club 1,240 points');
  });

  test('reads numbers and plurals as her language writes them', async () => {
    const pages = [
      member({ points: 0 }, 'de'),
      member({ points: 1 }, 'de'),
      member({ points: 1_050_007 }, 'de'),
      member({ points: 1 }),
      member({ points: 999 }),
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
    const both = await renderBlock('balance', member({ points: 5, pending: 1, owed: 12 }));
    expect(both.text).toContain('1 more point is on its way.');
    expect(both.text).toContain(
      'A return left 12 points open. Your next points settle them first.',
    );
    const german = await renderBlock('balance', member({ points: 0, pending: 14, owed: 1 }, 'de'));
    expect(german.text).toContain('14 weitere Punkte sind unterwegs.');
    expect(german.text).toContain('Nach einer Rückgabe ist noch 1 Punkt offen.');
    const neither = await renderBlock('balance', member({ points: 5 }));
    expect(neither.text).not.toMatch(/on (its|their) way|A return/);
  });

  test('finds her activity at the path that the merchant set', async () => {
    for (const path of ['/apps/evergreen', 'apps/evergreen/', '/apps/evergreen/']) {
      const page = { ...member({ points: 5 }, 'de'), settings: { proxy_path: path } };
      const { html } = await renderBlock('launcher', page);
      expect(html).toContain('data-evergreen-activity="/apps/evergreen/activity?locale=de"');
    }
  });
});

describe('what a purchase is worth', () => {
  const coffee = {
    variants: [
      { id: 11, price: 1490 },
      { id: 12, price: 2690 },
      { id: 13, price: 1490 },
    ],
  };

  test('is said for every price, and shown for the chosen variant', async () => {
    const { html, text } = await renderBlock('balance', {
      locale: 'en',
      program: faceOf({ pointsPerUnit: 2 }),
      product: coffee,
    });
    expect(text).toContain('Earn 28 points with this product.');
    expect(text).not.toContain('52 points');
    expect(html).toMatch(/data-variants="11 13">\s*Earn 28 points/);
    expect(html).toMatch(/data-variants="12" hidden>\s*Earn 52 points/);
  });

  test('is left unsaid for gift cards, in another currency and where the merchant wants it so', async () => {
    const page = { locale: 'de', program: roastery, product: coffee } as const;
    const silent: Page[] = [
      { ...page, product: { ...coffee, isGiftCard: true } },
      { ...page, presentmentCurrency: 'CHF' },
      { ...page, settings: { show_worth: false } },
    ];
    for (const each of silent) {
      expect((await renderBlock('balance', each)).text).not.toContain('Mit diesem Produkt');
    }
    expect((await renderBlock('balance', page)).text).toContain(
      'Mit diesem Produkt sammelst du 14 Punkte.',
    );
  });

  test('is said of the cart, gift cards in it aside', async () => {
    const page = {
      locale: 'de',
      program: roastery,
      cart: { totalPrice: 8650, giftCards: 5000 },
    } as const;
    const { html, text } = await renderBlock('launcher', page);
    expect(text).toContain('Dein Warenkorb bringt dir 36 Punkte.');
    expect(html).toContain('data-evergreen-cart="/de/cart.js"');
    const empty = await renderBlock('launcher', { locale: 'de', program: roastery });
    expect(empty.text).not.toContain('Warenkorb');
  });
});

describe('before the app has published a program', () => {
  test.each(['en', 'de'] as const)('every state still makes sense in %s', async (locale) => {
    const product = { variants: [{ id: 1, price: 1490 }] };
    const states: Page[] = [
      { locale, product, cart: { totalPrice: 1490 } },
      { locale, product, customer: lena },
      { locale, product, customer: { ...lena, summary: summaryOf({ points: 7 }) } },
    ];
    for (const page of states) {
      const { text } = await renderBlock('launcher', page);
      expect(text).toContain(
        locale === 'en'
          ? 'You earn points for what you spend.'
          : 'Du sammelst Punkte mit dem, was du einkaufst.',
      );
      expect(text).not.toMatch(/14/);
    }
  });
});

describe('whatever the state', () => {
  const states: Page[] = (['en', 'de'] as const).flatMap((locale) => [
    { locale },
    { locale, program: roastery, settings: { accent: '#ffe08a', label: '<b>"x"' } },
    { locale, program: faceOf({ name: '<script>alert(1)</script>' }) },
    {
      locale,
      program: roastery,
      customer: { firstName: '<img src=x>', summary: summaryOf({ owed: 3 }) },
    },
  ]);

  test('nothing needs to be allowed by a strict Content-Security-Policy', async () => {
    for (const page of states) {
      for (const block of ['launcher', 'balance'] as const) {
        const { html } = await renderBlock(block, page);
        expect(html).not.toMatch(/<script|<style|<img|<b>|\sstyle=|\son\w+=|javascript:/i);
      }
    }
  });

  test('no text is missing and no placeholder is left', async () => {
    for (const page of states) {
      for (const block of ['launcher', 'balance'] as const) {
        const { html } = await renderBlock(block, page);
        expect(html).not.toMatch(/Translation missing|\{\{|\}\}/);
      }
    }
  });

  test('text on the merchant’s colour is black or white, whichever can be read', async () => {
    const onColour = async (accent: string) =>
      (await renderBlock('launcher', { locale: 'en', settings: { accent } })).html;
    expect(await onColour('#ffe08a')).toMatch(/evergreen-ink-dark[\s\S]*fill="#ffe08a"/);
    expect(await onColour('#123456')).toMatch(/evergreen-ink-light[\s\S]*fill="#123456"/);
    const inherited = await renderBlock('launcher', { locale: 'en' });
    expect(inherited.html).not.toMatch(/evergreen-ink-|<rect/);
  });
});
