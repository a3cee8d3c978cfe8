import { confirmInDialog, confirmLeaving } from './dialogs.ts';
import { make, query } from './dom.ts';
import type { SaveBarState } from './protocol.ts';

/** The bar over the admin's top bar that shows while something is unsaved. One a page. */
export interface AdminSaveBar {
  show(state: SaveBarState): void;
  hide(): void;
  readonly isShowing: boolean;
}

/**
 * Makes the page's save bar, and guards the admin's own links and the window while it shows.
 * @param press what a press of Save or Discard does
 */
export function createSaveBar(press: (button: 'save' | 'discard') => void): AdminSaveBar {
  const bar = query('.save-bar', HTMLElement);
  const discard = make('button', { className: 'button button-dark', type: 'button' }, 'Discard');
  const save = make('button', { className: 'button button-light', type: 'button' }, 'Save');
  bar.append(make('span', { className: 'save-bar-text' }, 'Unsaved changes'), discard, save);
  bar.setAttribute('role', 'region');
  bar.setAttribute('aria-label', 'Unsaved changes');
  let asksBeforeDiscarding = false;

  save.addEventListener('click', () => press('save'));
  discard.addEventListener('click', () => {
    void mayDiscard(asksBeforeDiscarding).then((isSure) => {
      if (isSure) press('discard');
    });
  });

  const adminSaveBar = {
    show(state: SaveBarState) {
      bar.hidden = false;
      asksBeforeDiscarding = state.asksBeforeDiscarding;
      save.disabled = state.save.isDisabled || state.save.isLoading;
      discard.disabled = state.discard.isDisabled || state.discard.isLoading;
      save.textContent = state.save.isLoading ? 'Saving …' : 'Save';
    },
    hide() {
      bar.hidden = true;
    },
    get isShowing() {
      return !bar.hidden;
    },
  };
  guardLeaving(adminSaveBar);
  return adminSaveBar;
}

async function mayDiscard(asks: boolean): Promise<boolean> {
  if (!asks) return true;
  return confirmInDialog({
    title: 'Discard all unsaved changes?',
    text: 'What you changed since the last save is lost.',
    yes: 'Discard changes',
    no: 'Continue editing',
  });
}

function guardLeaving(saveBar: AdminSaveBar): void {
  window.addEventListener('beforeunload', (event) => {
    if (saveBar.isShowing) event.preventDefault();
  });
  document.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || !saveBar.isShowing) return;
      if (link.target === '_blank' || link.hash !== '') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void confirmLeaving().then((mayLeave) => {
        if (!mayLeave) return;
        saveBar.hide();
        link.click();
      });
    },
    { capture: true },
  );
}
