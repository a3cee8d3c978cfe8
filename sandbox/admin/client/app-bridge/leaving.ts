import { ask } from './channel.ts';

const showing = new Set<object>();

/** Notes that `bar` shows unsaved changes, or does no more. */
export function noteSaveBar(bar: object, isShowing: boolean): void {
  if (isShowing) showing.add(bar);
  else showing.delete(bar);
}

export function isSaveBarShowing(): boolean {
  return showing.size > 0;
}

/**
 * `shopify.saveBar.leaveConfirmation()`: resolves when nothing is unsaved or the merchant agrees to lose it. There is
 * no word on a merchant who stays; the promise then stays open, so that no navigation follows.
 * @see https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/save-bar-api
 */
export async function leaveConfirmation(): Promise<void> {
  if (!isSaveBarShowing()) return;
  const mayLeave = await ask('confirm-leaving', null);
  if (!mayLeave) await new Promise(() => undefined);
}

/** Asks before a link inside the app is followed while something is unsaved. */
export function guardLinks(): void {
  let confirmed: Element | null = null;
  window.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (link === null || !isSaveBarShowing() || link.getAttribute('target') === '_blank') return;
      if (confirmed === link) {
        confirmed = null;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      void leaveConfirmation().then(() => {
        confirmed = link;
        (link as HTMLElement).click();
      });
    },
    { capture: true },
  );
}
