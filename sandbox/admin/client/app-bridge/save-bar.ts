import type { SaveBarState } from '../protocol.ts';
import { listen, tell } from './channel.ts';
import { isSaveBarShowing, noteSaveBar } from './leaving.ts';
import { isOn } from './relayed-buttons.ts';

/** Something that has unsaved changes, and what its two buttons do. */
export interface SaveBar {
  state(): SaveBarState;
  save(): void;
  discard(): void;
}

const bars: SaveBar[] = [];

/** Shows `bar` in the admin, above any other that is showing. */
export function showSaveBar(bar: SaveBar): void {
  if (!bars.includes(bar)) bars.push(bar);
  noteSaveBar(bar, true);
  reportSaveBar();
}

export function hideSaveBar(bar: SaveBar): void {
  const position = bars.indexOf(bar);
  if (position === -1) return;
  bars.splice(position, 1);
  noteSaveBar(bar, false);
  reportSaveBar();
}

function reportSaveBar(): void {
  tell('save-bar', isSaveBarShowing() ? (bars.at(-1)?.state() ?? null) : null);
}

/**
 * `<ui-save-bar>`: its primary button saves, its other one discards; the admin draws them.
 * @see https://shopify.dev/docs/api/app-home/app-bridge-web-components/ui-save-bar
 */
export class SaveBarElement extends HTMLElement implements SaveBar {
  #observer = new MutationObserver(() => {
    if (this.showing) reportSaveBar();
  });

  connectedCallback(): void {
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true });
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    void this.hide();
  }

  get showing(): boolean {
    return bars.includes(this);
  }

  get discardConfirmation(): boolean {
    return isOn(this, 'discardconfirmation');
  }

  set discardConfirmation(asks: boolean) {
    this.toggleAttribute('discardconfirmation', asks);
  }

  show(): Promise<void> {
    if (!this.showing) {
      showSaveBar(this);
      this.dispatchEvent(new Event('show'));
    }
    return Promise.resolve();
  }

  hide(): Promise<void> {
    if (this.showing) {
      hideSaveBar(this);
      this.dispatchEvent(new Event('hide'));
    }
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }

  state(): SaveBarState {
    const describe = (button: HTMLButtonElement | null) => ({
      isDisabled: isOn(button, 'disabled'),
      isLoading: isOn(button, 'loading'),
    });
    return {
      save: describe(this.#button('save')),
      discard: describe(this.#button('discard')),
      asksBeforeDiscarding: this.discardConfirmation,
    };
  }

  save(): void {
    this.#button('save')?.click();
  }

  discard(): void {
    this.#button('discard')?.click();
  }

  #button(name: 'save' | 'discard'): HTMLButtonElement | null {
    return this.querySelector(
      name === 'save' ? 'button[variant="primary"]' : 'button:not([variant="primary"])',
    );
  }
}

/** Defines the element and passes presses in the admin on to the bar that shows. */
export function defineSaveBar(): void {
  customElements.define('ui-save-bar', SaveBarElement);
  listen('save-bar-press', ({ button }) => bars.at(-1)?.[button]());
}
