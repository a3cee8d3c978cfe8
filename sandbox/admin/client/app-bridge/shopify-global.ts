import { ask, listen, tell } from './channel.ts';
import { readConfig } from './config.ts';
import { leaveConfirmation } from './leaving.ts';
import { ModalElement } from './modal.ts';
import { SaveBarElement } from './save-bar.ts';
import { idToken } from './session-token.ts';

/** Parts of App Bridge that Evergreen does not use. Using one fails by name, so that nobody takes silence for success. */
const NOT_IMPLEMENTED = [
  'intents',
  'picker',
  'pos',
  'reviews',
  'scanner',
  'setSignals',
  'shopifyQL',
  'support',
  'tools',
  'webVitals',
] as const;

type Implemented = Omit<typeof shopify, (typeof NOT_IMPLEMENTED)[number]>;

/**
 * The global `shopify` as App Bridge documents it.
 * @see https://shopify.dev/docs/api/app-home/apis
 */
export function createShopifyGlobal(): typeof shopify {
  const implemented: Implemented = {
    config: readConfig(),
    origin: location.origin,
    ready: Promise.resolve(),
    environment: {
      embedded: true,
      mobile: matchMedia('(max-width: 30rem)').matches,
      pos: false,
      intent: false,
    },
    idToken,
    user: () => Promise.resolve({ accountAccess: 'full' }),
    loading: (isLoading = true) => tell('loading', { isLoading }),
    toast: createToast(),
    modal: {
      show: (id) => elementOf(ModalElement, id).show(),
      hide: (id) => elementOf(ModalElement, id).hide(),
      toggle: (id) => elementOf(ModalElement, id).toggle(),
    },
    saveBar: {
      show: (id) => elementOf(SaveBarElement, id).show(),
      hide: (id) => elementOf(SaveBarElement, id).hide(),
      toggle: (id) => elementOf(SaveBarElement, id).toggle(),
      leaveConfirmation,
    },
    resourcePicker: pickResources,
    scopes: createScopes(),
    app: {
      extensions: () =>
        ask('extensions', null) as ReturnType<(typeof shopify)['app']['extensions']>,
    },
  };
  for (const name of NOT_IMPLEMENTED) {
    Object.defineProperty(implemented, name, {
      get() {
        throw new Error(`The sandbox does not implement shopify.${name}.`);
      },
    });
  }
  return implemented as typeof shopify;
}

/** The element that an app names by its id. */
function elementOf<Found extends Element>(type: new () => Found, id: string): Found {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`There is no ${type.name} with the id “${id}”.`);
  return element;
}

/** @see https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/toast-api */
function createToast(): (typeof shopify)['toast'] {
  const shown = new Map<string, Parameters<(typeof shopify)['toast']['show']>[1]>();
  let lastId = 0;
  listen('toast-action', ({ id }) => shown.get(id)?.onAction?.());
  listen('toast-dismiss', ({ id }) => shown.get(id)?.onDismiss?.());
  return {
    show(message, options) {
      const id = `toast-${++lastId}`;
      shown.set(id, options);
      tell('toast-show', {
        id,
        message,
        durationMs: options?.duration ?? 5000,
        isError: options?.isError ?? false,
        action: options?.action ?? null,
      });
      return id;
    },
    hide: (id) => tell('toast-hide', { id }),
  };
}

/** @see https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/resource-picker-api */
const pickResources = (async (options) => {
  const { multiple = false, type, action = 'add', query = '', selectionIds = [] } = options;
  const limit = multiple === true ? null : multiple === false ? 1 : multiple;
  const selectedIds = selectionIds.map(({ id }) => id);
  const picked = await ask('resource-picker', { type, action, limit, query, selectedIds });
  if (picked === null) return undefined;
  // The old shape of the answer, an object with `selection`, still works on Shopify.
  return Object.assign(picked, { selection: picked });
}) as (typeof shopify)['resourcePicker'];

/** @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/scopes-api */
function createScopes(): (typeof shopify)['scopes'] {
  const query = () => ask('scopes', null) as ReturnType<(typeof shopify)['scopes']['query']>;
  return {
    query,
    async request(scopes) {
      const granted = await ask('scopes-request', { scopes });
      return granted === null
        ? { result: 'declined-all', detail: await query() }
        : { result: 'granted-all', detail: granted as Awaited<ReturnType<typeof query>> };
    },
    async revoke(scopes) {
      const detail = await ask('scopes-revoke', { scopes });
      return { detail: detail as Awaited<ReturnType<typeof query>> };
    },
  };
}
