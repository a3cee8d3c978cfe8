import { make, query } from '../dom.ts';
import type { Block, Change, Draft, Placed, Value } from './editor-state.ts';
import { settingField } from './setting-field.ts';

export interface EditorView {
  blocks: readonly Block[];
  draft: Draft;
  /** The page that is being edited. */
  template: string;
  /** The embed's handle or the block's id whose settings are unfolded. */
  openKey: string | null;
  open(key: string | null): void;
  change(change: Change): void;
}

/** Draws the lists of app embeds and app blocks with their settings. */
export function drawEditor(view: EditorView): void {
  const placed = view.draft.blocks.filter((block) => block.template === view.template);
  const addable = view.blocks.filter(
    ({ target, templates }) => target === 'section' && templates.includes(view.template),
  );
  const embeds = view.blocks.filter(({ target }) => target !== 'section');
  const nothing = make('p', { className: 'muted' }, 'No app blocks on this page.');
  replace(
    '.editor-embeds',
    embeds.map((block) => drawEmbed(view, block)),
  );
  replace(
    '.editor-blocks',
    placed.map((block) => drawPlaced(view, block, placed)),
  );
  replace('.editor-add', [
    ...(placed.length === 0 ? [nothing] : []),
    ...addable.map((block) => drawAdd(view, block)),
  ]);
}

function replace(selector: string, elements: HTMLElement[]): void {
  query(selector, HTMLElement).replaceChildren(...elements);
}

function drawEmbed(view: EditorView, block: Block): HTMLElement {
  const settings = view.draft.embeds[block.handle] ?? null;
  const toggle = make('input', { type: 'checkbox', checked: settings !== null });
  toggle.setAttribute('role', 'switch');
  toggle.setAttribute('aria-label', block.name);
  toggle.addEventListener('change', () =>
    view.change({ kind: 'switch', block, isOn: toggle.checked }),
  );
  return drawItem(view, block, block.handle, settings, [toggle], (id, value) =>
    view.change({ kind: 'set-embed', handle: block.handle, id, value }),
  );
}

function drawPlaced(view: EditorView, placed: Placed, page: readonly Placed[]): HTMLElement {
  const known = view.blocks.find(({ handle }) => handle === placed.handle);
  // A block whose file is gone can still be taken off the page.
  const { handle } = placed;
  const block = known ?? { handle, name: handle, target: 'section', settings: [], templates: [] };
  const { id } = placed;
  const control = (label: string, sign: string, isDisabled: boolean, change: Change) => {
    const button = make(
      'button',
      { type: 'button', className: 'icon-button', disabled: isDisabled, title: label },
      sign,
    );
    button.setAttribute('aria-label', `${label}: ${block.name}`);
    button.addEventListener('click', () => view.change(change));
    return button;
  };
  const controls = [
    control('Move up', '↑', page[0] === placed, { kind: 'move', id, by: -1 }),
    control('Move down', '↓', page.at(-1) === placed, { kind: 'move', id, by: 1 }),
    control('Remove', '×', false, { kind: 'remove', id }),
  ];
  const set = (settingId: string, value: Value) =>
    view.change({ kind: 'set-block', blockId: id, id: settingId, value });
  return make('li', {}, drawItem(view, block, id, placed.settings, controls, set));
}

function drawItem(
  view: EditorView,
  block: Block,
  key: string,
  settings: Placed['settings'] | null,
  controls: HTMLElement[],
  set: (id: string, value: Value) => void,
): HTMLElement {
  const head = make('div', { className: 'editor-item-head' });
  const item = make('div', { className: 'editor-item' }, head);
  if (settings === null || block.settings.length === 0) {
    head.append(make('span', { className: 'editor-item-name' }, block.name), ...controls);
    return item;
  }
  const isOpen = view.openKey === key;
  const opener = make('button', { type: 'button', className: 'editor-item-name' }, block.name);
  opener.setAttribute('aria-expanded', String(isOpen));
  opener.addEventListener('click', () => view.open(isOpen ? null : key));
  head.append(opener, ...controls);
  if (!isOpen) return item;
  const fields = block.settings.map((setting) =>
    settingField(setting, `${key}-${setting.id ?? ''}`, settings, set),
  );
  item.append(make('div', { className: 'editor-settings' }, ...fields));
  return item;
}

function drawAdd(view: EditorView, block: Block): HTMLElement {
  const button = make('button', { type: 'button', className: 'button' }, `Add ${block.name}`);
  button.addEventListener('click', () =>
    view.change({ kind: 'add', block, id: crypto.randomUUID(), template: view.template }),
  );
  return button;
}
