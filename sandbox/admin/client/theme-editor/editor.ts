import { post, query } from '../dom.ts';
import { createSaveBar } from '../save-bar.ts';
import { applyChange, type Change, type Draft, type EditorData } from './editor-state.ts';
import { drawEditor } from './editor-view.ts';

/** The theme editor: what is changed is a draft, shown in the preview at once and in the store after saving. */
const PREVIEW_PAUSE_MS = 250;
const READY = { isDisabled: false, isLoading: false };

const data = JSON.parse(query('.editor-data', HTMLElement).textContent) as EditorData;
const template = query('#template', HTMLSelectElement);
const problem = query('.editor-problem', HTMLElement);
const previewForm = query('.editor-preview-form', HTMLFormElement);
const saveBar = createSaveBar((button) => {
  if (button === 'save') void save();
  else show(saved, null);
});
let saved = data.saved;
let draft = data.start.draft;
let openKey = data.start.focus;
let previewTimer = 0;

template.value = data.start.template;
template.addEventListener('change', () => show(draft, null));
show(draft, data.start.problem);

/** Shows a state of the draft everywhere: settings, save bar, preview, and what is wrong with it. */
function show(next: Draft, complaint: string | null): void {
  draft = next;
  problem.hidden = complaint === null;
  problem.textContent = complaint ?? '';
  draw();
  noteChange();
}

function draw(): void {
  drawEditor({
    blocks: data.extension.blocks,
    draft,
    template: template.value,
    openKey,
    open(key) {
      openKey = key;
      draw();
    },
    change,
  });
}

/** Typing into a setting must not draw its field anew: the cursor would be lost. */
function change(wanted: Change): void {
  const next = applyChange(draft, wanted);
  if (wanted.kind === 'set-embed' || wanted.kind === 'set-block') {
    draft = next;
    noteChange();
    return;
  }
  if (wanted.kind === 'add') openKey = wanted.id;
  if (wanted.kind === 'switch' && wanted.isOn) openKey = wanted.block.handle;
  show(next, null);
}

function noteChange(): void {
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  if (isChanged) saveBar.show({ save: READY, discard: READY, asksBeforeDiscarding: false });
  else saveBar.hide();
  clearTimeout(previewTimer);
  previewTimer = window.setTimeout(preview, PREVIEW_PAUSE_MS);
}

function preview(): void {
  query('[name="draft"]', HTMLInputElement, previewForm).value = JSON.stringify(draft);
  query('[name="template"]', HTMLInputElement, previewForm).value = template.value;
  previewForm.submit();
}

async function save(): Promise<void> {
  saveBar.show({
    save: { isDisabled: false, isLoading: true },
    discard: { isDisabled: true, isLoading: false },
    asksBeforeDiscarding: false,
  });
  try {
    const answer = (await post(data.addresses.save, draft)) as { saved: Draft };
    saved = answer.saved;
    show(saved, null);
  } catch (error) {
    show(draft, error instanceof Error ? error.message : String(error));
  }
}
