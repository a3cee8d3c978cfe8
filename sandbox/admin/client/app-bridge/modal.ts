import { tell } from './channel.ts';
import { describeButtons, pressButton } from './relayed-buttons.ts';

const WIDTHS: Record<string, string> = {
  small: '24rem',
  base: '38rem',
  large: '60rem',
  max: '100vw',
};

/**
 * `<ui-modal>`: an overlay with the title and actions of its `<ui-title-bar>`. Shopify draws it over the whole admin;
 * here it lies over the app's frame while the shell dims itself. React puts the content into `content`.
 * @see https://shopify.dev/docs/api/app-home/app-bridge-web-components/ui-modal
 */
export class ModalElement extends HTMLElement {
  content: HTMLElement = document.createElement('div');
  #dialog: HTMLDialogElement | null = null;

  constructor() {
    super();
    this.addEventListener('title-bar-change', () => this.#draw());
  }

  disconnectedCallback(): void {
    void this.hide();
  }

  get variant(): string {
    return this.getAttribute('variant') ?? 'base';
  }

  set variant(variant: string) {
    this.setAttribute('variant', variant);
    this.#draw();
  }

  get src(): string | undefined {
    return this.getAttribute('src') ?? undefined;
  }

  set src(src: string | undefined) {
    if (src === undefined) this.removeAttribute('src');
    else this.setAttribute('src', src);
    this.#draw();
  }

  get contentWindow(): Window | null {
    return this.#dialog?.querySelector('iframe')?.contentWindow ?? null;
  }

  show(): Promise<void> {
    if (this.#dialog !== null) return Promise.resolve();
    this.#adoptPlainContent();
    const dialog = document.createElement('dialog');
    dialog.className = 'sandbox-app-bridge-modal';
    dialog.addEventListener('close', () => this.#closed());
    this.#dialog = dialog;
    document.body.append(dialog);
    this.#draw();
    dialog.showModal();
    tell('modal', { isOpen: true });
    this.dispatchEvent(new Event('show'));
    return Promise.resolve();
  }

  hide(): Promise<void> {
    this.#dialog?.close();
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.#dialog === null ? this.show() : this.hide();
  }

  #closed(): void {
    this.#dialog?.remove();
    this.#dialog = null;
    tell('modal', { isOpen: false });
    this.dispatchEvent(new Event('hide'));
  }

  /** Without React the content stands in the element itself. */
  #adoptPlainContent(): void {
    if (this.content.hasChildNodes()) return;
    const own = [...this.children].filter((child) => !child.localName.startsWith('ui-'));
    this.content.append(...own);
  }

  #draw(): void {
    const dialog = this.#dialog;
    if (dialog === null) return;
    const bar = this.querySelector<HTMLElement>('ui-title-bar');
    const title = bar?.getAttribute('title') ?? '';
    dialog.style.setProperty('--modal-width', WIDTHS[this.variant] ?? '38rem');
    dialog.setAttribute('aria-label', title);
    dialog.replaceChildren(
      this.#header(title),
      this.src === undefined ? this.content : frameOf(this.src, title),
      ...(bar === null ? [] : [footerOf(bar)]),
    );
    this.content.className = 'sandbox-app-bridge-modal-content';
  }

  #header(title: string): HTMLElement {
    const header = document.createElement('header');
    const heading = document.createElement('h2');
    heading.textContent = title;
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', () => void this.hide());
    header.append(heading, close);
    return header;
  }
}

function frameOf(src: string, title: string): HTMLElement {
  const frame = document.createElement('iframe');
  frame.src = src;
  frame.title = title;
  return frame;
}

function footerOf(bar: HTMLElement): HTMLElement {
  const footer = document.createElement('footer');
  for (const described of describeButtons(bar).toReversed()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = described.label;
    button.disabled = described.isDisabled || described.isLoading;
    button.className = described.isCritical ? 'critical' : described.kind;
    button.addEventListener('click', () => pressButton(described.key));
    footer.append(button);
  }
  return footer;
}

export function defineModal(): void {
  customElements.define('ui-modal', ModalElement);
}
