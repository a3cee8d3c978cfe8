import { raw } from 'hono/html';

const SHAPES = {
  home: '<path d="M3.5 9 10 3.5 16.5 9v7h-4.3v-4.2H7.8V16H3.5z"/>',
  orders:
    '<path d="M4.5 3.5h11v13l-2.2-1.4-1.6 1.4-1.7-1.4-1.7 1.4-1.6-1.4-2.2 1.4z"/><path d="M7.5 7.5h5M7.5 10.5h5"/>',
  customers: '<circle cx="10" cy="7" r="3"/><path d="M4 16.5c.6-3.2 3-4.8 6-4.8s5.4 1.6 6 4.8"/>',
  products: '<path d="M3.5 8.5v-5h5l8 8-5 5z"/><circle cx="6.8" cy="6.8" r=".9"/>',
  discounts:
    '<circle cx="7" cy="7" r="2"/><circle cx="13" cy="13" r="2"/><path d="M14.5 5.5l-9 9"/>',
  store:
    '<path d="M3.5 8 5 3.5h10L16.5 8M4.5 9v7.5h11V9"/><path d="M3.5 8c0 2.4 3.25 2.4 3.25 0 0 2.4 3.25 2.4 3.25 0 0 2.4 3.25 2.4 3.25 0 0 2.4 3.25 2.4 3.25 0"/>',
  apps: '<rect x="3.5" y="3.5" width="5" height="5" rx="1"/><rect x="11.5" y="3.5" width="5" height="5" rx="1"/><rect x="3.5" y="11.5" width="5" height="5" rx="1"/><path d="M14 11.5v5M11.5 14h5"/>',
  leaf: '<path d="M4 16c.5-7 4-11 12-12 0 8-3.5 11.5-9 11-1.2-.1-2-.5-3 1zM7.5 12.5 12 8"/>',
  sandbox: '<path d="M3.5 8.5h13l-1.5 8H5zM6 8.5V5M10 8.5v-5M14 8.5V6"/>',
  menu: '<path d="M3.5 6h13M3.5 10h13M3.5 14h13"/>',
  clock: '<circle cx="10" cy="10" r="6.5"/><path d="M10 6v4.2l2.7 1.6"/>',
  language:
    '<circle cx="10" cy="10" r="6.5"/><path d="M3.5 10h13M10 3.5c-3.6 4-3.6 9 0 13 3.6-4 3.6-9 0-13"/>',
  external: '<path d="M8 4.5H4.5v11h11V12M11 4.5h4.5V9M15.2 4.8 9.5 10.5"/>',
  back: '<path d="M11.5 5 6.5 10l5 5M7 10h9.5"/>',
  search: '<circle cx="9" cy="9" r="4.7"/><path d="m12.5 12.5 4 4"/>',
  up: '<path d="m5.5 11.5 4.5-4.5 4.5 4.5"/>',
  down: '<path d="m5.5 8.5 4.5 4.5 4.5-4.5"/>',
} as const;

export type IconName = keyof typeof SHAPES;

/** A line icon, invisible to screen readers: a text always stands beside it or labels its button. */
export function icon(name: IconName) {
  return raw(
    `<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`,
  );
}
