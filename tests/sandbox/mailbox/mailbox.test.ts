import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mailboxApp } from '#sandbox/mailbox/app.ts';
import { openStorefront, type StorefrontTest } from '../support/storefront-world.ts';

const ORIGIN = 'http://mail.test:4002';

describe('mailbox', () => {
  let shop: StorefrontTest;
  let page: (path: string, init?: RequestInit) => Promise<Response>;
  beforeEach(async () => {
    shop = await openStorefront();
    const app = mailboxApp(shop.world);
    page = async (path, init) => app.fetch(new Request(new URL(path, ORIGIN), init));
  });
  afterEach(() => shop.close());

  async function send(to: string, subject: string, content: { text?: string; html?: string } = {}) {
    const transport = createTransport({
      host: '127.0.0.1',
      port: shop.world.options.smtpPort,
      ignoreTLS: true,
    });
    await transport.sendMail({
      from: 'Fernhill <hello@fernhill.example>',
      to,
      subject,
      text: '',
      ...content,
    });
    transport.close();
  }

  test('an empty mailbox says how to fill it', async () => {
    expect(await (await page('/')).text()).toContain('No mail yet');
  });

  test('mails show newest first, are found by recipient, and come in pages', async () => {
    for (let number = 1; number <= 27; number += 1)
      await send(`p${number}@example.com`, `Letter ${number}`);
    const first = await (await page('/')).text();
    expect(first.indexOf('Letter 27')).toBeGreaterThan(0);
    expect(first.indexOf('Letter 27')).toBeLessThan(first.indexOf('Letter 26'));
    expect(first).not.toContain('Letter 2<');
    expect(await (await page('/?page=2')).text()).toContain('Letter 2<');
    const found = await (await page('/?to=P7@')).text();
    expect(found).toContain('Letter 7');
    expect(found).not.toContain('Letter 8');
  });

  test('a mail is kept as text, as HTML and as it came, umlauts and all', async () => {
    await send('ada@example.com', 'Grüße', {
      text: 'Schöne Grüße',
      html: '<p>Schöne <b>Grüße</b></p>',
    });
    const [mail] = shop.world.mails.all();
    expect(mail).toMatchObject({ to: 'ada@example.com', subject: 'Grüße' });
    expect(await (await page(`/mails/${mail?.id}?view=text`)).text()).toContain('Schöne Grüße');
    expect(await (await page(`/mails/${mail?.id}?view=source`)).text()).toContain(
      'Subject: =?UTF-8?',
    );
    expect(await (await page(`/mails/${mail?.id}/html`)).text()).toContain('<b>Grüße</b>');
  });

  test('a mail can run no script, and a subject is no HTML', async () => {
    const script = '<script>alert(1)</script>';
    await send('ada@example.com', script, { html: script });
    const [mail] = shop.world.mails.all();
    const policy = (await page(`/mails/${mail?.id}/html`)).headers.get('content-security-policy');
    expect(policy).toMatch(/^sandbox /);
    expect(policy).not.toContain('allow-scripts');
    expect(await (await page(`/mails/${mail?.id}`)).text()).not.toContain(script);
    expect(await (await page('/')).text()).not.toContain(script);
  });

  test('all mails are deleted on request, but not on another site’s', async () => {
    await send('ada@example.com', 'Hello');
    const body = new URLSearchParams();
    await page('/delete-all', {
      method: 'POST',
      body,
      headers: { origin: 'https://evil.example' },
    });
    expect(shop.world.mails.size).toBe(1);
    await page('/delete-all', { method: 'POST', body, headers: { origin: ORIGIN } });
    expect(shop.world.mails.size).toBe(0);
  });

  test('a mail that is too large is refused, and the sender is told', async () => {
    const large = 'x'.repeat(3 * 1024 * 1024);
    await expect(send('ada@example.com', 'Large', { text: large })).rejects.toThrow(/552/);
    expect(shop.world.mails.size).toBe(0);
  });

  test('a message of nonsense is kept as it came', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: shop.world.options.smtpPort,
      ignoreTLS: true,
    });
    const envelope = { from: 'a@example.com', to: 'b@example.com' };
    await transport.sendMail({ envelope, raw: '\u0000 no header here\r\n' });
    transport.close();
    expect(shop.world.mails.all()).toMatchObject([{ to: 'b@example.com', html: null }]);
  });
});
