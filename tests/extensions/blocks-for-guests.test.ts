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
