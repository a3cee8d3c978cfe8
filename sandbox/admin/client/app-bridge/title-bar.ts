import { listen, tell } from './channel.ts';
import { describeButtons, pressButton } from './relayed-buttons.ts';

const bars: TitleBarElement[] = [];

/**
 * `<ui-title-bar>`: title and actions of the page, drawn by the admin, under `document.title` where it has no
 * title of its own. A page without one stands under the app's name.
 * Inside `<ui-modal>` it is the modal's, which reads it itself.
 * @see https://shopify.dev/docs/api/app-home/app-bridge-web-components/title-bar
 */
export class TitleBarElement extends HTMLElement {
  #observer = new MutationObserver(() => this.#changed());

  connectedCallback(): void {
    this.#observer.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    if (!this.isOfModal) bars.push(this);
    this.#changed();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    const position = bars.indexOf(this);
    if (position !== -1) bars.splice(position, 1);
    reportTitleBar();
  }

  get isOfModal(): boolean {
    return this.closest('ui-modal') !== null;
  }

  #changed(): void {
    if (this.isOfModal) this.closest('ui-modal')?.dispatchEvent(new Event('title-bar-change'));
    else reportTitleBar();
  }
}

function reportTitleBar(): void {
  const bar = bars.at(-1);
  tell('title-bar', {
    title: bar === undefined ? null : (bar.getAttribute('title') ?? document.title),
    documentTitle: document.title,
    buttons: bar === undefined ? [] : describeButtons(bar),
  });
}

/** Defines the element, and reports the document's title as it changes. */
export function defineTitleBar(): void {
  customElements.define('ui-title-bar', TitleBarElement);
  listen('press', ({ key }) => pressButton(key));
  new MutationObserver(reportTitleBar).observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  reportTitleBar();
}
