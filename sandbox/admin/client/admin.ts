import { query, queryAll } from './dom.ts';

/** What every admin page does: open and close its navigation on small screens, and its dialogs. */
const menu = query('.topbar-menu', HTMLButtonElement);
menu.addEventListener('click', () => {
  const isOpen = document.body.classList.toggle('is-navigating');
  menu.setAttribute('aria-expanded', String(isOpen));
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !document.body.classList.contains('is-navigating')) return;
  document.body.classList.remove('is-navigating');
  menu.setAttribute('aria-expanded', 'false');
  menu.focus();
});

for (const opener of queryAll('[data-opens]', HTMLElement)) {
  const dialog = document.getElementById(opener.dataset['opens'] ?? '');
  opener.addEventListener('click', () => (dialog as HTMLDialogElement | null)?.showModal());
}
for (const closer of queryAll('[data-closes]', HTMLElement)) {
  closer.addEventListener('click', () => closer.closest('dialog')?.close());
}
