import { make, query } from '../dom.ts';
import type { FrameStatements, NavItem, RelayedButton } from '../protocol.ts';

const APP_NAME = 'Evergreen';

/** Draws the app's title, way back and actions above its frame. */
export function drawAppBar(
  { title, documentTitle, buttons }: FrameStatements['title-bar'],
  press: (key: string) => void,
): void {
  query('.app-title', HTMLElement).textContent = title ?? APP_NAME;
  document.title = `${documentTitle === '' ? (title ?? APP_NAME) : documentTitle} · Admin`;
  const breadcrumb = query('.app-breadcrumb', HTMLElement);
  const back = buttons.filter(({ kind }) => kind === 'breadcrumb');
  breadcrumb.hidden = back.length === 0;
  breadcrumb.replaceChildren(...back.map((button) => drawButton(button, press)));
  const actions = buttons.filter(({ kind }) => kind !== 'breadcrumb');
  // The primary action stands at the end, where the eye looks for it.
  const ordered = actions.toSorted(
    (one, other) => Number(one.kind === 'primary') - Number(other.kind === 'primary'),
  );
  query('.app-bar-actions', HTMLElement).replaceChildren(
    ...ordered.map((button) => drawButton(button, press)),
  );
}

function drawButton(button: RelayedButton, press: (key: string) => void): HTMLButtonElement {
  const look = button.isCritical ? 'button-critical' : `button-${button.kind}`;
  const drawn = make(
    'button',
    {
      type: 'button',
      className: `button ${look}`,
      disabled: button.isDisabled || button.isLoading,
    },
    button.label,
  );
  drawn.addEventListener('click', () => press(button.key));
  return drawn;
}

/** Draws the app's own navigation below its entry in the sidebar. */
export function drawAppNavigation(
  items: readonly NavItem[],
  shellPath: string,
  follow: (href: string) => void,
): void {
  const list = query('.app-nav', HTMLElement);
  list.hidden = items.length === 0;
  list.replaceChildren(
    ...items.map((item) => {
      const link = make(
        'a',
        { href: `${shellPath}${item.href}`, className: 'nav-link' },
        item.label,
      );
      link.dataset['href'] = item.href;
      link.addEventListener('click', (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        follow(item.href);
      });
      return make('li', {}, link);
    }),
  );
}

/** Marks the entry of the page that is open: the longest that the page's path begins with. */
export function markAppNavigation(path: string): void {
  const links = [...document.querySelectorAll<HTMLElement>('.app-nav a')];
  const pathname = path.split(/[?#]/)[0] ?? '';
  const fitting = links
    .filter(({ dataset }) => {
      const href = dataset['href'] ?? '';
      return pathname === href || pathname.startsWith(`${href}/`);
    })
    .toSorted(
      (one, other) => (other.dataset['href'] ?? '').length - (one.dataset['href'] ?? '').length,
    );
  for (const link of links) {
    if (link === fitting[0]) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
