/** What App Bridge in the app's frame and the admin's shell around it say to each other by `postMessage`. */

export interface RelayedButton {
  /** Names the element in the frame that a press is passed on to. */
  key: string;
  label: string;
  kind: 'primary' | 'secondary' | 'breadcrumb';
  isCritical: boolean;
  isDisabled: boolean;
  isLoading: boolean;
}

export interface NavItem {
  href: string;
  label: string;
}

export interface ToastMessage {
  id: string;
  message: string;
  durationMs: number;
  isError: boolean;
  action: string | null;
}

export interface SaveBarState {
  save: { isDisabled: boolean; isLoading: boolean };
  discard: { isDisabled: boolean; isLoading: boolean };
  asksBeforeDiscarding: boolean;
}

export interface PickerRequest {
  type: 'product' | 'variant' | 'collection';
  action: 'add' | 'select';
  /** How many may be chosen; null for any number. */
  limit: number | null;
  query: string;
  selectedIds: string[];
}

/** Statements of the frame that need no answer. */
export interface FrameStatements {
  navigated: { path: string };
  'nav-menu': { items: NavItem[] };
  /** A page without a title bar has no title: the admin shows the app's name. */
  'title-bar': { title: string | null; documentTitle: string; buttons: RelayedButton[] };
  'save-bar': SaveBarState | null;
  'toast-show': ToastMessage;
  'toast-hide': { id: string };
  loading: { isLoading: boolean };
  modal: { isOpen: boolean };
  open: { url: string };
}

/** Questions of the frame, with what they are answered. */
export interface FrameQuestions {
  'session-token': { ask: null; answer: string };
  extensions: { ask: null; answer: unknown[] };
  scopes: { ask: null; answer: unknown };
  /** Answered with null when staff declines. */
  'scopes-request': { ask: { scopes: string[] }; answer: unknown };
  'scopes-revoke': { ask: { scopes: string[] }; answer: unknown };
  'resource-picker': { ask: PickerRequest; answer: unknown[] | null };
  'confirm-leaving': { ask: null; answer: boolean };
}

/** Statements of the shell. */
export interface ShellStatements {
  navigate: { href: string };
  press: { key: string };
  'save-bar-press': { button: 'save' | 'discard' };
  'toast-action': { id: string };
  'toast-dismiss': { id: string };
}

export interface Answer {
  id: number;
  value?: unknown;
  problem?: string;
}

/** Every message carries this mark, so that other scripts' messages are left alone. */
export type Envelope = {
  sandboxAppBridge: 1;
  type: string;
  id?: number;
  payload: unknown;
};
