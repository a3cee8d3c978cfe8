import type { OutcomeText } from '../actions/action-outcome-text.ts';

/** What the page offers besides its text. */
interface SigningIn {
  /** The label of the link to sign in; null where nobody has to. */
  readonly signIn: string | null;
  /** The address to which she comes back. */
  readonly returnTo: string;
}

/**
 * A page for the shop's theme, as Liquid: the theme puts its own layout around it. Nothing that somebody else has
 * written becomes Liquid or HTML.
 */
export function liquidOfOutcome(
  { text, because }: OutcomeText,
  { signIn, returnTo }: SigningIn,
): string {
  const reasons = because.map((sentence) => `<p>${literal(sentence)}</p>`).join('');
  const address = literal(encodeURIComponent(returnTo));
  const link =
    signIn === null
      ? ''
      : `<p><a href="{{ routes.account_login_url }}?return_url=${address}">${literal(signIn)}</a></p>`;
  return `<div class="page-width rte" role="status"><h1>${literal(text)}</h1>${reasons}${link}</div>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
};

function literal(text: string): string {
  return text.replaceAll(/[&<>"'{}]/g, (character) => ENTITIES[character] ?? '');
}
