import type { Order } from '../../store/order-types.ts';
import type { SandboxShop } from '../../store/shop-types.ts';
import { formatMoney } from '../liquid/money.ts';
import { orderSubtotal } from '../liquid/objects/order.ts';
import { escapeHtml } from '../liquid/translate.ts';
import { mailFrame } from './mail-frame.ts';
import type { OutgoingMail } from './send-mail.ts';

const ENGLISH = {
  subject: (name: string) => `Order ${name} confirmed`,
  thanks: (firstName: string | undefined) =>
    firstName ? `Thank you, ${firstName}!` : 'Thank you for your order!',
  next: (name: string) =>
    `We have your order ${name} and start roasting. It ships within two days.`,
  subtotal: 'Subtotal',
  shipping: 'Shipping',
  free: 'Free',
  total: 'Total',
  tax: (amount: string) => `Including ${amount} VAT`,
  view: 'View your order',
  address: 'Delivery to',
};

const GERMAN: typeof ENGLISH = {
  subject: (name) => `Bestellung ${name} bestätigt`,
  thanks: (firstName) => (firstName ? `Danke, ${firstName}!` : 'Danke für deine Bestellung!'),
  next: (name) =>
    `Deine Bestellung ${name} ist bei uns, wir heizen den Röster an. Sie geht in den nächsten zwei Tagen auf die Reise.`,
  subtotal: 'Zwischensumme',
  shipping: 'Versand',
  free: 'Kostenlos',
  total: 'Gesamt',
  tax: (amount) => `Enthält ${amount} MwSt.`,
  view: 'Bestellung ansehen',
  address: 'Lieferung an',
};

/** A line of the mail's summary: what, how much of it, what it costs. */
export interface MailLine {
  readonly title: string;
  readonly quantity: number;
  readonly price: number;
}

/**
 * The mail that confirms an order, in the shopper's language.
 * @param lines the order's lines with their titles in that language
 * @param orderUrl where the order can be seen without signing in
 */
export function orderConfirmationMail(
  shop: SandboxShop,
  order: Order,
  lines: readonly MailLine[],
  orderUrl: string,
): OutgoingMail {
  const words = order.locale === 'de' ? GERMAN : ENGLISH;
  const money = (amount: number) => formatMoney(amount, order.locale, order.currency);
  const subtotal = orderSubtotal(order);
  const sums: [string, string][] = [
    [words.subtotal, money(subtotal)],
    [words.shipping, order.shipping === 0 ? words.free : money(order.shipping)],
    [words.total, money(subtotal + order.shipping)],
  ];
  const rows = lines.map((line): [string, string] => [
    `${line.quantity} × ${line.title}`,
    money(line.price),
  ]);
  const subject = words.subject(order.name);
  const thanks = words.thanks(order.address?.firstName);
  const address = addressLines(order);
  const text = [
    thanks,
    words.next(order.name),
    [...rows, ...sums].map(([label, amount]) => `${label}: ${amount}`).join('\n'),
    words.tax(money(order.tax)),
    address.length > 0 ? [`${words.address}:`, ...address].join('\n') : '',
    `${words.view}: ${orderUrl}`,
    shop.name,
  ];
  const html = `<h1 style="margin:0 0 12px;font-family:Georgia,serif;font-weight:normal;font-size:26px">${escapeHtml(thanks)}</h1>
<p style="margin:0 0 24px">${escapeHtml(words.next(order.name))}</p>
${table(rows)}${table(sums)}
<p style="margin:0 0 24px;font-size:14px;color:#7a6655">${escapeHtml(words.tax(money(order.tax)))}</p>
<p style="margin:0 0 24px"><a href="${escapeHtml(orderUrl)}" style="display:inline-block;background:#5b2c17;color:#fffdf9;text-decoration:none;padding:12px 22px;border-radius:999px">${words.view}</a></p>
<p style="margin:0;font-size:14px">${address.length > 0 ? `<strong>${words.address}</strong><br>${address.map(escapeHtml).join('<br>')}` : ''}</p>`;
  return {
    to: order.email ?? '',
    subject,
    text: `${text.filter(Boolean).join('\n\n')}\n`,
    html: mailFrame(shop, order.locale, subject, html),
  };
}

function table(rows: readonly [string, string][]): string {
  const cell = 'padding:8px 0;border-top:1px solid #e6d9c6';
  const body = rows.map(
    ([label, amount]) =>
      `<tr><td style="${cell}">${escapeHtml(label)}</td><td align="right" style="${cell};white-space:nowrap">${escapeHtml(amount)}</td></tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${body.join('')}</table>`;
}

function addressLines({ address }: Order): string[] {
  if (!address) return [];
  const { firstName, lastName, address1, zip, city, country } = address;
  return [`${firstName} ${lastName}`.trim(), address1, `${zip} ${city}`.trim(), country];
}
