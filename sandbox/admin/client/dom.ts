/**
 * The first element that fits, which the page must have.
 * @param type its class: a page that has something else there is a bug, seen at once
 */
export function query<Found extends Element>(
  selector: string,
  type: new () => Found,
  root: ParentNode = document,
): Found {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} ${selector}.`);
  return found;
}

/** All elements that fit and are of that class. */
export function queryAll<Found extends Element>(
  selector: string,
  type: new () => Found,
  root: ParentNode = document,
): Found[] {
  return [...root.querySelectorAll(selector)].filter(
    (element): element is Found => element instanceof type,
  );
}

/** Makes an element: `make('button', { className: 'button', type: 'button' }, 'Save')`. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Sends data to the admin's own server; the answer's JSON. */
export async function post(address: string, data: unknown = null): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const problem = (answer as { problem?: unknown }).problem;
  throw new Error(typeof problem === 'string' ? problem : `The admin answered ${response.status}.`);
}
