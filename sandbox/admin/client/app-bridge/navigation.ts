import { adminOrigin, tell } from './channel.ts';
import { ownPath, readConfig } from './config.ts';

const plainOpen = window.open.bind(window);

/** Opens an address in the place of the whole admin. */
export function openAtTop(url: string): void {
  tell('open', { url });
}

/**
 * Keeps the admin's address in step with the app's: whatever way the app's own address changes, the shell hears of it.
 * @see https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/navigation-api
 */
export function reportNavigation(): void {
  const report = () => tell('navigated', { path: ownPath(location.href) });
  for (const method of ['pushState', 'replaceState'] as const) {
    const plain = history[method].bind(history);
    history[method] = (...parameters) => {
      plain(...parameters);
      report();
    };
  }
  window.addEventListener('popstate', report);
  window.addEventListener('hashchange', report);
  report();
}

/**
 * Takes over links and `open()` calls that leave the app: addresses of Shopify's own hosts, and whatever is to open in
 * `_top` or `_parent`.
 */
export function takeOverLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (link === null || event.defaultPrevented) return;
    const isTaken = leaveApp(link.getAttribute('href') ?? '', link.getAttribute('target'));
    if (isTaken) event.preventDefault();
  });
  window.open = (url, target, features) => {
    const isTaken = url !== undefined && leaveApp(String(url), target ?? '_blank');
    return isTaken ? null : plainOpen(url, target, features);
  };
}

/** @returns whether the address was opened outside the frame */
function leaveApp(address: string, target: string | null): boolean {
  const isOfShopify = meansShopify(address);
  if (isOfShopify && target === '_blank') {
    plainOpen(`${adminOrigin}/open?url=${encodeURIComponent(address)}`, '_blank', 'noopener');
    return true;
  }
  if (!isOfShopify && target !== '_top' && target !== '_parent') return false;
  openAtTop(isOfShopify ? address : new URL(address, location.href).href);
  return true;
}

function meansShopify(address: string): boolean {
  if (/^shopify:/i.test(address)) return true;
  const host = URL.parse(address, location.href)?.host;
  return host === 'admin.shopify.com' || (host !== undefined && host === readConfig().shop);
}
