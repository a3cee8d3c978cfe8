import { hideSaveBar, showSaveBar } from './save-bar.ts';
import type { SaveBar } from './save-bar.ts';

const formBars = new WeakMap<HTMLFormElement, SaveBar>();

/**
 * Forms with `data-save-bar`: the save bar shows once something in the form is changed, Save submits it, Discard resets
 * it, and either hides the bar.
 * @see https://shopify.dev/docs/api/app-home/app-bridge-web-components/save-bar
 */
export function watchForms(): void {
  const changed = (event: Event) => {
    const form = formOf(event);
    if (form !== null) showSaveBar(barOf(form));
  };
  const done = (event: Event) => {
    const form = formOf(event);
    if (form !== null) hideSaveBar(barOf(form));
  };
  document.addEventListener('input', changed);
  document.addEventListener('change', changed);
  document.addEventListener('submit', done);
  document.addEventListener('reset', done);
  // A form that leaves the page takes its bar along.
  new MutationObserver((records) => {
    for (const node of records.flatMap((record) => [...record.removedNodes])) {
      if (!(node instanceof Element)) continue;
      const forms = [node, ...node.querySelectorAll('form')];
      for (const form of forms) if (form instanceof HTMLFormElement) hideSaveBar(barOf(form));
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
}

function formOf(event: Event): HTMLFormElement | null {
  const form = event.target instanceof Element ? event.target.closest('form') : null;
  return form?.hasAttribute('data-save-bar') === true ? form : null;
}

function barOf(form: HTMLFormElement): SaveBar {
  const existing = formBars.get(form);
  if (existing !== undefined) return existing;
  const enabled = { isDisabled: false, isLoading: false };
  const bar: SaveBar = {
    state: () => ({
      save: enabled,
      discard: enabled,
      asksBeforeDiscarding: form.hasAttribute('data-discard-confirmation'),
    }),
    save: () => form.requestSubmit(),
    discard: () => form.reset(),
  };
  formBars.set(form, bar);
  return bar;
}
