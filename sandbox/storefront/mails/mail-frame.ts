import type { SandboxShop } from '../../store/shop-types.ts';
import { escapeHtml } from '../liquid/translate.ts';

/**
 * The shop's letterhead around a mail's content: tables and inline styles, which every mail program understands.
 * @param content HTML
 */
export function mailFrame(
  shop: SandboxShop,
  locale: string,
  title: string,
  content: string,
): string {
  const name = escapeHtml(shop.name);
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f6f0e6;color:#2a1c13;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 0 20px;font-family:Georgia,serif;font-size:20px;color:#5b2c17">${name}</td></tr>
<tr><td style="background:#fffdf9;border:1px solid #e6d9c6;border-radius:12px;padding:32px">${content}</td></tr>
<tr><td style="padding:20px 0 0;font-size:13px;color:#7a6655">${name} · ${escapeHtml(shop.email)}</td></tr>
</table></td></tr></table></body></html>`;
}
