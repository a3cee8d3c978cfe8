import { make, post, query } from '../dom.ts';
import { createSaveBar } from '../save-bar.ts';
import { settingField } from './setting-field.ts';
import { applyDraft } from './editor-state.ts';
import type { Block, Draft, EditorData, Placed } from './editor-state.ts';

const data = JSON.parse(query('.editor-data', HTMLElement).textContent) as EditorData;
const blocks = data.extensions.flatMap((extension) => extension.blocks);
const template = query('#template', HTMLSelectElement);
const problem = query('.editor-problem', HTMLElement);
let saved = data.saved;
let draft = structuredClone(data.start.draft);
let openKey = data.start.focus;

const idle = { isDisabled: false, isLoading: false };
const saveBar = createSaveBar((button) => (button === 'save' ? void save() : discard()));

template.value = data.start.template;
template.addEventListener('change', () => {
  draw();
  preview();
});
showProblem(data.start.problem);
draw();
changed();

function draw(): void {
  query('.editor-embeds', HTMLElement).replaceChildren(
    ...blocks.filter(({ target }) => target !== 'section').map(drawEmbed),
  );
  const placed = draft.blocks.filter((block) => block.template === template.value);
  query('.editor-blocks', HTMLElement).replaceChildren(
    ...placed.map((block, position) => drawPlaced(block, position, placed.length)),
  );
  const addable = blocks.filter(
    ({ target, templates }) => target === 'section' && templates.includes(template.value),
  );
  query('.editor-add', HTMLElement).replaceChildren(
    ...(placed.length === 0
      ? [make('p', { className: 'muted' }, 'No app blocks on this page.')]
      : []),
    ...addable.map(drawAdd),
  );
}

function drawEmbed(block: Block): HTMLElement {
  const settings = draft.embeds[block.handle];
  const toggle = make('input', { type: 'checkbox', checked: settings !== undefined });
  toggle.setAttribute('role', 'switch');
  toggle.setAttribute('aria-label', block.name);
  toggle.addEventListener('change', () => {
    draft = applyDraft(draft, { kind: 'switch', block, isOn: toggle.checked });
    openKey = toggle.checked ? block.handle : null;
    draw();
    changed();
  });
  return drawItem(block, block.handle, settings ?? null, [toggle], (id, value) => {
    draft = applyDraft(draft, { kind: 'set-embed', handle: block.handle, id, value });
  });
}

function drawPlaced(placed: Placed, position: number, count: number): HTMLElement {
  const block = blocks.find(({ handle }) => handle === placed.handle);
  const name = block?.name ?? placed.handle;
  const act = (label: string, text: string, isDisabled: boolean, change: () => Draft) => {
    const button = make(
      'button',
      { type: 'button', className: 'icon-button', disabled: isDisabled, title: label },
      text,
    );
    button.setAttribute('aria-label', `${label}: ${name}`);
    button.addEventListener('click', () => {
      draft = change();
      draw();
      changed();
    });
    return button;
  };
  const move = (by: -1 | 1) => applyDraft(draft, { kind: 'move', id: placed.id, by });
  const item = drawItem(
    block ?? { handle: placed.handle, name, target: 'section', settings: [], templates: [] },
    placed.id,
    placed.settings,
    [
      act('Move up', '↑', position === 0, () => move(-1)),
      act('Move down', '↓', position === count - 1, () => move(1)),
      act('Remove', '×', false, () => applyDraft(draft, { kind: 'remove', id: placed.id })),
    ],
    (id, value) => {
      draft = applyDraft(draft, { kind: 'set-block', blockId: placed.id, id, value });
    },
  );
  return make('li', {}, item);
}

function drawItem(
  block: Block,
  key: string,
  settings: Placed['settings'] | null,
  controls: HTMLElement[],
  set: (id: string, value: string | number | boolean) => void,
): HTMLElement {
  const head = make('div', { className: 'editor-item-head' });
  const item = make('div', { className: 'editor-item' }, head);
  if (settings === null || block.settings.length === 0) {
    head.append(make('span', { className: 'editor-item-name' }, block.name), ...controls);
    return item;
  }
  const fields = make('div', { className: 'editor-settings', hidden: openKey !== key });
  fields.append(
    ...block.settings.map((setting) =>
      settingField(setting, `${key}-${setting.id ?? ''}`, settings, (id, value) => {
        set(id, value);
        changed();
      }),
    ),
  );
  const opener = make('button', { type: 'button', className: 'editor-item-name' }, block.name);
  opener.setAttribute('aria-expanded', String(openKey === key));
  opener.addEventListener('click', () => {
    openKey = openKey === key ? null : key;
    draw();
  });
  head.append(opener, ...controls);
  item.append(fields);
  return item;
}

function drawAdd(block: Block): HTMLElement {
  const button = make('button', { type: 'button', className: 'button' }, `Add ${block.name}`);
  button.addEventListener('click', () => {
    const id = crypto.randomUUID();
    draft = applyDraft(draft, { kind: 'add', block, id, template: template.value });
    openKey = id;
    draw();
    changed();
  });
  return button;
}

function showProblem(text: string | null): void {
  problem.hidden = text === null;
  problem.textContent = text ?? '';
}

let previewTimer = 0;
function changed(): void {
  if (JSON.stringify(draft) === JSON.stringify(saved)) saveBar.hide();
  else saveBar.show({ save: idle, discard: idle, asksBeforeDiscarding: false });
  clearTimeout(previewTimer);
  previewTimer = window.setTimeout(preview, 250);
}

function preview(): void {
  const form = query('.editor-preview-form', HTMLFormElement);
  query('[name="draft"]', HTMLInputElement, form).value = JSON.stringify(draft);
  query('[name="template"]', HTMLInputElement, form).value = template.value;
  form.submit();
}

async function save(): Promise<void> {
  saveBar.show({
    save: { ...idle, isLoading: true },
    discard: { ...idle, isDisabled: true },
    asksBeforeDiscarding: false,
  });
  try {
    const answer = (await post(data.addresses.save, draft)) as { saved: Draft };
    saved = answer.saved;
    draft = structuredClone(saved);
    showProblem(null);
  } catch (error) {
    showProblem(error instanceof Error ? error.message : String(error));
  }
  draw();
  changed();
}

function discard(): void {
  draft = structuredClone(saved);
  showProblem(null);
  draw();
  changed();
}
