import { describe, expect, test } from 'vitest';

import { faceOf, type Page, renderBlock } from './support/render-block.ts';

const roastery = faceOf({ name: 'Bean Club' });

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
      program: faceOf({ earns: { points: 2 } }),
      product: coffee,
    });
    expect(text).toContain('Earn 29 points with this product.');
    expect(text).not.toContain('53 points');
    expect(html).toMatch(/data-variants="11 13">\s*Earn 29 points/);
    expect(html).toMatch(/data-variants="12" hidden>\s*Earn 53 points/);
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

describe('the program as it may be', () => {
  const coffee = { variants: [{ id: 11, price: 1490 }] };

  test.each([
    [{ per: 1000 }, 'en', 'You earn 1 point for every €10 you spend on goods.'],
    [{ per: 1000 }, 'de', /Für je 10\s€ Warenwert bekommst du 1 Punkt\./],
    [{ per: null, points: 50 }, 'en', 'You earn 50 points for each order.'],
    [{ per: null, points: 50 }, 'de', 'Für jede Bestellung bekommst du 50 Punkte.'],
    [{ minimum: 2550 }, 'en', 'This goes for orders of €25.50 or more.'],
    [{ minimum: 2500 }, 'de', /Das gilt ab einem Bestellwert von 25\s€\./],
  ] as const)('%j is said in %s', async (earns, locale, sentence) => {
    const { text } = await renderBlock('launcher', { locale, program: faceOf({ earns }) });
    expect(text).toMatch(sentence);
  });

  test('amounts are named in the shop’s currency to who shops in another', async () => {
    const program = faceOf({ earns: { per: 1000, minimum: 2550 } });
    const { text } = await renderBlock('launcher', {
      locale: 'en',
      program,
      presentmentCurrency: 'CHF',
    });
    expect(text).toContain('for every 10 EUR you spend');
    expect(text).toContain('orders of 26 EUR or more');
  });

  test('of less than the least that must count, nothing is promised', async () => {
    const program = faceOf({ earns: { minimum: 2000 } });
    const page = { locale: 'en', program, product: coffee, cart: { totalPrice: 1999 } } as const;
    const { text } = await renderBlock('launcher', page);
    expect(text).toContain('This product alone is not enough for a point.');
    expect(text).not.toContain('Your cart');
    const enough = await renderBlock('launcher', { ...page, cart: { totalPrice: 2000 } });
    expect(enough.text).toContain('Your cart brings you 20 points.');
  });

  test('where every order earns the same, a cart does, and no product is promised anything', async () => {
    const program = faceOf({ earns: { per: null, points: 50 } });
    const page = { locale: 'en', program, product: coffee, cart: { totalPrice: 100 } } as const;
    const { text } = await renderBlock('launcher', page);
    expect(text).toContain('Your cart brings you 50 points.');
    expect(text).not.toContain('product');
  });

  test('where gift cards earn when they are bought, they are promised points', async () => {
    const { text } = await renderBlock('launcher', {
      locale: 'en',
      program: faceOf({ earns: { gift_cards: true } }),
      product: { ...coffee, isGiftCard: true },
      cart: { totalPrice: 8650, giftCards: 5000 },
    });
    expect(text).toContain('Earn 14 points with this product.');
    expect(text).toContain('Your cart brings you 86 points.');
  });

  test.each([
    ['excluded', true, false],
    ['excluded', false, true],
    ['included', true, true],
    ['included', false, false],
  ] as const)(
    'tax %s, prices with tax %s: the worth is said %s',
    async (tax, taxesIncluded, isSaid) => {
      const program = faceOf({ earns: { tax } });
      const page = { locale: 'en', program, product: coffee, taxesIncluded } as const;
      const { text } = await renderBlock('launcher', page);
      expect(text.includes('Earn 14 points with this product.')).toBe(isSaid);
    },
  );

  test('a face of the first format, written before an upgrade, promises no numbers', async () => {
    const page = {
      locale: 'en',
      program: { v: 1, pointsPerUnit: 2 },
      product: coffee,
      cart: { totalPrice: 1490 },
    } as const;
    const { text } = await renderBlock('launcher', page);
    expect(text).toContain('You earn points for what you spend.');
    expect(text).not.toMatch(/\d/);
  });
});
