import type { RelayedButton } from '../protocol.ts';

const relayed = new Map<string, HTMLElement>();
const keys = new WeakMap<HTMLElement, string>();
let lastKey = 0;

/** Describes the buttons and links below `host` so that they can be drawn elsewhere; a press goes back by its key. */
export function describeButtons(host: HTMLElement): RelayedButton[] {
  return [...host.querySelectorAll<HTMLElement>('button, a')].map((element) => ({
    key: keyOf(element),
    label: element.textContent.trim(),
    kind: kindOf(element),
    isCritical: element.getAttribute('tone') === 'critical',
    isDisabled: isOn(element, 'disabled'),
    isLoading: isOn(element, 'loading'),
  }));
}

/** Presses the element that a key was given for, if it is still there. */
export function pressButton(key: string): void {
  const element = relayed.get(key);
  if (element?.isConnected) element.click();
  else relayed.delete(key);
}

function keyOf(element: HTMLElement): string {
  const key = keys.get(element) ?? `button-${++lastKey}`;
  keys.set(element, key);
  relayed.set(key, element);
  return key;
}

function kindOf(element: HTMLElement): RelayedButton['kind'] {
  const variant = element.getAttribute('variant');
  return variant === 'primary' || variant === 'breadcrumb' ? variant : 'secondary';
}

/** Boolean attributes as HTML has them, and as React writes them on elements it does not know: `"false"` is off. */
export function isOn(element: Element | null, attribute: string): boolean {
  const value = element?.getAttribute(attribute) ?? null;
  return value !== null && value !== 'false';
}
