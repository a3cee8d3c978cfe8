import { listen, tell } from './channel.ts';

/** Whether the app routes `shopify:navigate` itself, as the app provider of Shopify's Remix package does. */
let appRoutesNavigation = false;

/**
 * `<ui-nav-menu>` (and `<s-app-nav>`): its links become the app's navigation in the admin. The link marked
 * `rel="home"` names the app's home and is not listed.
 * @see https://shopify.dev/docs/api/app-home/app-bridge-web-components/app-nav
 */
class NavMenuElement extends HTMLElement {
  #observer = new MutationObserver(() => this.#report());

  connectedCallback(): void {
    this.#observer.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    this.#report();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    tell('nav-menu', { items: [] });
  }

  #report(): void {
    const items = this.links()
      .filter((link) => link.getAttribute('rel') !== 'home')
      .map((link) => ({
        href: link.getAttribute('href') ?? '',
        label: link.textContent.trim(),
      }));
    tell('nav-menu', { items });
  }

  links(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('a[href], s-link[href]')];
  }
}

/** Defines the elements and follows clicks on the navigation in the admin. */
export function defineNavMenu(): void {
  const plainListen = window.addEventListener.bind(window);
  window.addEventListener = (...parameters: Parameters<typeof plainListen>) => {
    if (parameters[0] === 'shopify:navigate') appRoutesNavigation = true;
    plainListen(...parameters);
  };
  customElements.define('ui-nav-menu', NavMenuElement);
  customElements.define('s-app-nav', class extends NavMenuElement {});
  listen('navigate', ({ href }) => followInApp(href));
}

/**
 * Follows a link of the navigation the way a click on it would: a router that handles its own links goes first, then
 * the event `shopify:navigate`, then the browser.
 */
function followInApp(href: string): void {
  const link = [...document.querySelectorAll<NavMenuElement>('ui-nav-menu, s-app-nav')]
    .flatMap((menu) => menu.links())
    .find((candidate) => candidate.getAttribute('href') === href);
  if (link !== undefined && isHandledByRouter(link)) return;
  if (appRoutesNavigation) {
    const event = new CustomEvent('shopify:navigate', { bubbles: true });
    (link ?? temporaryLink(href)).dispatchEvent(event);
    return;
  }
  location.assign(href);
}

function isHandledByRouter(link: HTMLElement): boolean {
  let isHandled = false;
  const judge = (event: Event) => {
    isHandled = event.defaultPrevented;
    event.preventDefault();
  };
  window.addEventListener('click', judge, { once: true });
  link.click();
  window.removeEventListener('click', judge);
  return isHandled;
}

/** A path that stands in no menu, as the back button of the admin may ask for. */
function temporaryLink(href: string): HTMLElement {
  const link = document.createElement('a');
  link.href = href;
  link.hidden = true;
  document.body.append(link);
  queueMicrotask(() => link.remove());
  return link;
}
