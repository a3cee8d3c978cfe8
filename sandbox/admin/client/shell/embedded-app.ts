import { confirmAccess, confirmLeaving } from '../dialogs.ts';
import { post, query } from '../dom.ts';
import { createSaveBar } from '../save-bar.ts';
import { drawAppBar, drawAppNavigation, markAppNavigation } from './app-bar.ts';
import { connectFrame } from './channel.ts';
import { pickResources } from './resource-picker.ts';
import { hideToast, showToast } from './toasts.ts';

interface Settings {
  appOrigin: string;
  shellPath: string;
}

/** The shell around the embedded app: it draws for the app what lies outside its frame, and answers for the shop. */
const frame = query('.app-frame', HTMLIFrameElement);
const { appOrigin, shellPath } = JSON.parse(frame.dataset['settings'] ?? '{}') as Settings;
const loadingBar = query('.loading-bar', HTMLElement);
const saveBar = createSaveBar((button) => channel.tell('save-bar-press', { button }));
let currentPath = '';

const channel = connectFrame(
  frame,
  appOrigin,
  {
    navigated({ path }) {
      currentPath = path;
      // The frame's own entry in the tab's history is the one to go back to, so the shell never adds another.
      history.replaceState(null, '', `${shellPath}${path}`);
      markAppNavigation(path);
    },
    'nav-menu'({ items }) {
      drawAppNavigation(items, shellPath, follow);
      markAppNavigation(currentPath);
    },
    'title-bar'(bar) {
      drawAppBar(bar, (key) => channel.tell('press', { key }));
    },
    'save-bar'(state) {
      if (state === null) saveBar.hide();
      else saveBar.show(state);
    },
    'toast-show'(toast) {
      showToast(toast, {
        action: (id) => channel.tell('toast-action', { id }),
        dismiss: (id) => channel.tell('toast-dismiss', { id }),
      });
    },
    'toast-hide': ({ id }) => hideToast(id),
    loading({ isLoading }) {
      loadingBar.hidden = !isLoading;
    },
    modal({ isOpen }) {
      document.body.classList.toggle('is-dimmed', isOpen);
    },
    open: ({ url }) => void open(url),
  },
  {
    'session-token': async () => ((await post('/_shell/session-token')) as { token: string }).token,
    extensions: async () => (await post('/_shell/extensions')) as unknown[],
    scopes: () => post('/_shell/scopes'),
    'scopes-request': async ({ scopes }) =>
      (await confirmAccess(scopes)) ? post('/_shell/scopes/grant', { scopes }) : null,
    'scopes-revoke': ({ scopes }) => post('/_shell/scopes/revoke', { scopes }),
    'resource-picker': pickResources,
    'confirm-leaving': async () => {
      const mayLeave = !saveBar.isShowing || (await confirmLeaving());
      if (mayLeave) saveBar.hide();
      return mayLeave;
    },
  },
);

/** A new document in the frame starts with nothing unsaved, loading or open. */
frame.addEventListener('load', () => {
  loadingBar.hidden = true;
  document.body.classList.remove('is-dimmed');
});

// Only now, for the app's first words would be lost on a shell that does not listen yet.
frame.src = frame.dataset['src'] ?? '';

function follow(href: string): void {
  document.body.classList.remove('is-navigating');
  channel.tell('navigate', { href });
}

async function open(url: string): Promise<void> {
  if (saveBar.isShowing && !(await confirmLeaving())) return;
  saveBar.hide();
  const { address } = (await post('/_shell/resolve', { url })) as { address: string | null };
  if (address !== null) location.assign(address);
}
