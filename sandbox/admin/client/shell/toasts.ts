import { make, query } from '../dom.ts';
import type { ToastMessage } from '../protocol.ts';

const shown = new Map<string, HTMLElement>();

/** Shows a short message at the bottom of the admin. */
export function showToast(
  toast: ToastMessage,
  on: { action(id: string): void; dismiss(id: string): void },
): void {
  const box = make(
    'div',
    { className: toast.isError ? 'toast toast-error' : 'toast' },
    toast.message,
  );
  if (toast.action !== null) {
    const action = make('button', { type: 'button' }, toast.action);
    action.addEventListener('click', () => on.action(toast.id));
    box.append(action);
  }
  const close = make('button', { type: 'button', className: 'toast-close' }, '×');
  close.setAttribute('aria-label', 'Dismiss');
  close.addEventListener('click', () => {
    hideToast(toast.id);
    on.dismiss(toast.id);
  });
  box.append(close);
  query('.toasts', HTMLElement).append(box);
  shown.set(toast.id, box);
  setTimeout(() => hideToast(toast.id), toast.durationMs);
}

export function hideToast(id: string): void {
  shown.get(id)?.remove();
  shown.delete(id);
}
