import { make, post, queryAll } from '../dom.ts';
import type { PickerRequest } from '../protocol.ts';

interface Resource {
  id: string;
  title: string;
  displayName?: string;
  images?: { originalSrc: string }[];
  image?: { originalSrc: string } | null;
  variants?: { price: string }[];
  price?: string;
}

const NOUNS = { product: 'products', variant: 'variants', collection: 'collections' } as const;

/**
 * Lets the merchant choose resources of the shop in a dialog.
 * @returns what was chosen, or null when the dialog was closed without choosing
 */
export async function pickResources(request: PickerRequest): Promise<unknown[] | null> {
  const resources = (await post('/_shell/resources', { type: request.type })) as Resource[];
  const verb = request.action === 'add' ? 'Add' : 'Select';
  const search = make('input', {
    type: 'search',
    value: request.query,
    placeholder: `Search ${NOUNS[request.type]}`,
  });
  search.setAttribute('aria-label', `Search ${NOUNS[request.type]}`);
  const list = make('ul', { className: 'picker-list' });
  const confirm = make(
    'button',
    { className: 'button button-primary', type: 'submit', value: 'yes' },
    verb,
  );
  const cancel = make('button', { className: 'button', type: 'submit', value: 'no' }, 'Cancel');
  const title = make('h2', { id: 'picker-title' }, `${verb} ${NOUNS[request.type]}`);
  const dialog = make(
    'dialog',
    { className: 'dialog dialog-tall' },
    make(
      'form',
      { method: 'dialog' },
      title,
      search,
      list,
      make('div', { className: 'dialog-actions' }, cancel, confirm),
    ),
  );
  dialog.setAttribute('aria-labelledby', title.id);
  list.append(...resources.map((resource) => row(resource, request)));
  const chosenIds = () =>
    new Set(queryAll('input:checked', HTMLInputElement, list).map(({ value }) => value));
  const update = () => {
    const words = search.value.trim().toLowerCase();
    for (const entry of queryAll('li', HTMLLIElement, list)) {
      entry.hidden = !entry.textContent.toLowerCase().includes(words);
    }
    const count = chosenIds().size;
    confirm.disabled = count === 0 || (request.limit !== null && count > request.limit);
  };
  dialog.addEventListener('input', update);
  update();
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const chosen = chosenIds();
      dialog.remove();
      const isConfirmed = dialog.returnValue === 'yes';
      resolve(isConfirmed ? resources.filter(({ id }) => chosen.has(id)) : null);
    });
  });
}

function row(resource: Resource, request: PickerRequest): HTMLLIElement {
  const input = make('input', {
    type: request.limit === 1 ? 'radio' : 'checkbox',
    name: 'resource',
    value: resource.id,
    checked: request.selectedIds.includes(resource.id),
  });
  const picture = resource.images?.[0]?.originalSrc ?? resource.image?.originalSrc;
  const price = resource.price ?? resource.variants?.[0]?.price;
  return make(
    'li',
    {},
    make(
      'label',
      { className: 'picker-row' },
      input,
      ...(picture === undefined
        ? []
        : [make('img', { src: picture, alt: '', width: 36, height: 36 })]),
      make('span', {}, resource.displayName ?? resource.title),
      make('span', { className: 'muted' }, price ?? ''),
    ),
  );
}
