import type { SandboxShop } from '../../store/shop-types.ts';
import { CODE_MINUTES } from '../account/sign-in-codes.ts';
import { escapeHtml } from '../liquid/translate.ts';
import { mailFrame } from './mail-frame.ts';
import type { OutgoingMail } from './send-mail.ts';

const ENGLISH = {
  subject: (code: string, shop: string) => `${code} is your sign-in code for ${shop}`,
  greeting: 'Here is your code',
  use: 'Enter it on the page where you asked for it.',
  expiry: `It works for ${CODE_MINUTES} minutes, and once.`,
  ignore: 'You did not ask for it? Then you need not do anything: nobody gets in without it.',
};

const GERMAN: typeof ENGLISH = {
  subject: (code, shop) => `${code} ist dein Anmeldecode für ${shop}`,
  greeting: 'Hier ist dein Code',
  use: 'Gib ihn auf der Seite ein, auf der du ihn angefordert hast.',
  expiry: `Er gilt ${CODE_MINUTES} Minuten und nur einmal.`,
  ignore: 'Du hast keinen angefordert? Dann musst du nichts tun: Ohne ihn kommt niemand hinein.',
};

/** The mail that brings a sign-in code, in the shopper's language. */
export function signInCodeMail(
  shop: SandboxShop,
  to: string,
  code: string,
  locale: string,
): OutgoingMail {
  const words = locale === 'de' ? GERMAN : ENGLISH;
  const subject = words.subject(code, shop.name);
  const paragraph = 'margin:0 0 12px';
  const digits =
    'margin:0 0 20px;font-family:Georgia,serif;font-size:40px;letter-spacing:8px;color:#5b2c17';
  const html = `<h1 style="margin:0 0 12px;font-family:Georgia,serif;font-weight:normal;font-size:24px">${words.greeting}</h1>
<p style="${digits}">${escapeHtml(code)}</p>
<p style="${paragraph}">${words.use} ${words.expiry}</p>
<p style="margin:0;font-size:14px;color:#7a6655">${words.ignore}</p>`;
  return {
    to,
    subject,
    text: `${words.greeting}: ${code}\n\n${words.use} ${words.expiry}\n\n${words.ignore}\n\n${shop.name}\n`,
    html: mailFrame(shop, locale, subject, html),
  };
}
