import { describe, expect, test } from 'vitest';

import { faceOf, type Page, renderBlock, summaryOf } from './support/render-block.ts';

const roastery = faceOf({ name: 'Bean Club' });

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
