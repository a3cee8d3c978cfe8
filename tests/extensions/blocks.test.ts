import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { NOTHING_BEFORE } from '#app/loyalty/history/before.ts';
import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import { faceOfProgram } from '#app/loyalty/members/summarize.ts';
import { orderFact } from '#tests/support/orders.ts';

import { faceOf, type Page, renderBlock, summaryOf } from './support/render-block.ts';

const roastery = faceOf({ name: 'Bean Club' });
const SHOP = {
  currency: 'EUR',
  formerCurrencies: [],
  isDevelopment: false,
  timezone: 'Europe/Berlin',
};
const lena = { firstName: 'Lena' };

describe('a guest', () => {
  test('learns what the program is and how to join, in English', async () => {
    const { html, text } = await renderBlock('launcher', { locale: 'en', program: roastery });
    expect(text).toContain('Bean Club');
    expect(text).toContain('Every purchase brings you points.');
    expect(text).toContain('You earn 1 point for every €1 you spend on goods.');
    expect(html).toContain('href="/account/register"');
    expect(html).toContain('href="/account/login"');
    expect(html).not.toContain('evergreen-tabs');
  });

  test('learns it in German', async () => {
    const program = faceOf({ earns: { points: 3 } });
    const { text } = await renderBlock('launcher', { locale: 'de', program });
    expect(text).toContain('Treuepunkte');
    expect(text).toContain('Jeder Einkauf bringt dir Punkte.');
    expect(text).toMatch(/Für je 1\s€ Warenwert bekommst du 3 Punkte\./);
    expect(text).toContain('Konto erstellen');
  });

  const reward = { name: null, amount: null, percent: null, has_more: false } as const;
  const rewards = [
    { ...reward, kind: 'free_shipping', points: 80 },
    { ...reward, kind: 'amount_off', points: 100, amount: 500, has_more: true },
    { ...reward, kind: 'percentage_off', points: 1_200, percent: 10 },
    { ...reward, kind: 'experience', name: 'Tasting <for two>', points: 1_500 },
  ] as const;

  test('sees what points would buy, and is asked to join', async () => {
    const program = faceOf({ rewards: [...rewards] });
    const { html, text } = await renderBlock('launcher', { locale: 'en', program });
    expect(text).toContain('With your points you could have:');
    expect(text).toContain('Free shipping 80 points');
    expect(text).toContain('€5 off from 100 points');
    expect(text).toContain('10% off 1,200 points');
    expect(html).toContain('Tasting &lt;for two&gt;');
    expect(text).toContain('Create an account to start collecting.');
    const german = await renderBlock('launcher', { locale: 'de', program });
    expect(german.text).toMatch(/5\s€ Rabatt ab 100 Punkten/);
    expect(german.text).toContain('Lege ein Konto an und sammle ab dem ersten Einkauf.');
  });

  test('reads no amount in a currency that the shop’s amounts are not in', async () => {
    const program = faceOf({ rewards: [...rewards] });
    const page = { locale: 'en', program, presentmentCurrency: 'USD' } as const;
    expect((await renderBlock('launcher', page)).text).toContain('A discount from 100 points');
  });

  test('reads nothing of rewards where points buy none, or the face is of an older format', async () => {
    for (const program of [faceOf({ rewards: [] }), { v: 1, pointsPerUnit: 1 } as const]) {
      const { text } = await renderBlock('launcher', { locale: 'en', program });
      expect(text).not.toContain('With your points');
    }
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

  test('is told what expires next, and until when it can be spent', async () => {
    const expiring = { points: 1_200, on: '2026-12-31' };
    const english = await renderBlock('balance', member({ points: 5_000, expiring }));
    expect(english.text).toContain('1,200 points can be spent until December 31, 2026.');
    const german = await renderBlock('balance', member({ points: 5_000, expiring }, 'de'));
    expect(german.text).toContain('1.200 Punkte kannst du bis zum 31. Dezember 2026 einlösen.');
    const nothing = await renderBlock('balance', member({ points: 5_000 }));
    expect(nothing.text).not.toContain('until');
  });

  test('asks the app at the path that the merchant set, and the shop in her language', async () => {
    for (const path of ['/apps/evergreen', 'apps/evergreen/', '/apps/evergreen/']) {
      const page = { ...member({ points: 5 }, 'de'), settings: { proxy_path: path } };
      const { html } = await renderBlock('launcher', page);
      expect(html).toContain('data-proxy="/apps/evergreen/"');
      expect(html).toContain('data-locale="de"');
      expect(html).toContain('data-discount="/de/discount/"');
      expect(html).toContain('data-cart="/de/cart"');
    }
  });

  test('has tabs in her language, of which only what purchases bring is there without script', async () => {
    const { html, text } = await renderBlock('launcher', member({ points: 5 }, 'de'));
    for (const label of ['Einlösen', 'Sammeln', 'Verlauf']) expect(html).toContain(`>${label}<`);
    expect(text).not.toContain('Einlösen');
    expect(text).toContain('Für je 1 € Warenwert bekommst du 1 Punkt.');
  });
});

describe('a member’s tier', () => {
  const page = (given: Parameters<typeof summaryOf>[0], locale: Page['locale'] = 'en') => ({
    locale,
    program: roastery,
    customer: { ...lena, summary: summaryOf(given) },
  });
  const silver = { key: 'silver', name: null, percent: 125 };
  const roaster = { key: 'gold', name: 'Roaster & friends' };

  test('is named, with how long it is hers and how far it is to the next', async () => {
    const next = { ...roaster, unit: 'points' as const, from: 1_000, missing: 750 };
    const given = { tier: silver, next, until: '2027-12-31' };
    const english = await renderBlock('launcher', page(given));
    expect(english.text).toContain('Your tier: Silver. Yours until December 31, 2027.');
    expect(english.text).toMatch(/750 more points to Roaster (&|&amp;) friends\./);
    expect(english.html).toMatch(/<progress[^>]*max="1000"[^>]*value="250"/);
    expect(english.text).toContain('As Silver you earn 25% more.');
    const german = await renderBlock('balance', page(given, 'de'));
    expect(german.text).toContain('Deine Stufe: Silber. Sie gilt bis 31. Dezember 2027.');
    expect(german.text).toMatch(/Noch 750 Punkte bis Roaster (&|&amp;) friends\./);
  });

  test.each([
    ['money', 12_550, 'Spend €125.50 more to reach Gold.'],
    ['orders', 1, '1 more order to Gold.'],
    ['friends', 3, 'Invite 3 more friends to reach Gold.'],
  ] as const)('by %s says what is missing', async (unit, missing, sentence) => {
    const next = { key: 'gold', name: null, unit, from: 20_000, missing };
    const { text } = await renderBlock('balance', page({ tier: silver, next }));
    expect(text).toContain(sentence);
  });

  test('at the top shows no progress, and one that earns as everybody promises no more', async () => {
    const bronze = { key: 'bronze', name: null, percent: 100 };
    const { html, text } = await renderBlock('launcher', page({ tier: bronze }));
    expect(text).toContain('Your tier: Bronze.');
    expect(text).not.toMatch(/more|until/);
    expect(html.replace(/<template[\s\S]*?<\/template>/g, '')).not.toContain('<progress');
  });

  test('is left unsaid where there are no tiers, and in a summary of an older format', async () => {
    const { tier, next, until, ...older } = summaryOf({ points: 5 });
    const old = {
      ...page({}),
      customer: { ...lena, summary: older as ReturnType<typeof summaryOf> },
    };
    for (const each of [page({}), old]) {
      expect((await renderBlock('launcher', each)).text).not.toContain('tier');
    }
  });

  test('decides what a product and the cart are worth to her', async () => {
    const { text } = await renderBlock('launcher', {
      ...page({ tier: { key: 'gold', name: null, percent: 200 } }),
      product: { variants: [{ id: 1, price: 1_490 }] },
      cart: { totalPrice: 1_490 },
    });
    expect(text).toContain('Earn 29 points with this product.');
    expect(text).toContain('Your cart brings you 29 points.');
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

  test('whatever it says, a product and a cart are worth what the engine gives for them', async () => {
    const rule = fc.record({
      earns: fc.oneof(
        fc.record({
          kind: fc.constant('per_amount' as const),
          points: fc.integer({ min: 1, max: 1_000 }),
          amount: fc.integer({ min: 1, max: 1_000 }),
        }),
        fc.record({
          kind: fc.constant('per_order' as const),
          points: fc.integer({ min: 1, max: 1_000 }),
        }),
      ),
      rounding: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
      minimum: fc.constantFrom(0, 1, 5_000),
    });
    const percents = fc.constantFrom(100, 125, 133, 200);
    await fc.assert(
      fc.asyncProperty(
        rule,
        percents,
        fc.integer({ min: 1, max: 1_000_000 }),
        async (given, percent, price) => {
          const plain = firstProgram();
          const order = { ...plain.earning.order, ...given };
          const tier = {
            key: 'gold',
            name: null,
            from: 0,
            earningPercent: percent,
            entry: null,
            perks: [],
          };
          const program = { ...plain, earning: { ...plain.earning, order }, tiers: [tier] };
          const version = { version: 1, inForceFrom: new Date(0), program };
          const { receipt } = judgeOrder(
            orderFact({ lines: [{ gross: price }] }),
            [version],
            SHOP,
            {
              before: { ...NOTHING_BEFORE, tier: () => tier },
              traits: null,
              claimedAt: null,
              chargedBack: false,
              hasMember: true,
            },
          );
          const { text } = await renderBlock('launcher', {
            locale: 'en',
            program: faceOfProgram(program, 'EUR'),
            customer: {
              ...lena,
              summary: summaryOf({ tier: { key: 'gold', name: null, percent } }),
            },
            product: { variants: [{ id: 1, price }] },
            cart: { totalPrice: price },
          });
          const said = (pattern: RegExp) =>
            Number((pattern.exec(text)?.[1] ?? '0').replaceAll(',', ''));
          expect(said(/Your cart brings you ([\d,]+)/)).toBe(receipt.points);
          expect(said(/Earn ([\d,]+) points? with/)).toBe(
            given.earns.kind === 'per_amount' ? receipt.points : 0,
          );
        },
      ),
      { numRuns: 60 },
    );
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
