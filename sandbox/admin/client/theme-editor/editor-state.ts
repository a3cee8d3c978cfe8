export type Value = string | number | boolean;

/** A setting of a block's schema, as the server has read and translated it. */
export interface Setting {
  type: string;
  id?: string;
  label?: string;
  info?: string;
  content?: string;
  default?: Value;
  placeholder?: string;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  options?: { value: string; label: string }[];
}

export interface Block {
  handle: string;
  name: string;
  target: string;
  settings: Setting[];
  templates: string[];
}

export interface Placed {
  id: string;
  template: string;
  handle: string;
  settings: Record<string, Value>;
}

export interface Draft {
  embeds: Record<string, Record<string, Value>>;
  blocks: Placed[];
}

export interface EditorData {
  extension: { blocks: Block[] };
  saved: Draft;
  start: { template: string; draft: Draft; focus: string | null; problem: string | null };
  addresses: { save: string; preview: string };
}

export type Change =
  | { kind: 'switch'; block: Block; isOn: boolean }
  | { kind: 'set-embed'; handle: string; id: string; value: Value }
  | { kind: 'add'; block: Block; id: string; template: string }
  | { kind: 'set-block'; blockId: string; id: string; value: Value }
  | { kind: 'move'; id: string; by: -1 | 1 }
  | { kind: 'remove'; id: string };

/** What a change makes of the draft; the draft itself stays as it is. */
export function applyChange(draft: Draft, change: Change): Draft {
  switch (change.kind) {
    case 'switch': {
      const { [change.block.handle]: _off, ...others } = draft.embeds;
      const embeds = change.isOn
        ? { ...others, [change.block.handle]: defaultsOf(change.block) }
        : others;
      return { ...draft, embeds };
    }
    case 'set-embed': {
      const settings = { ...draft.embeds[change.handle], [change.id]: change.value };
      return { ...draft, embeds: { ...draft.embeds, [change.handle]: settings } };
    }
    case 'add': {
      const { id, template, block } = change;
      const placed = { id, template, handle: block.handle, settings: defaultsOf(block) };
      return { ...draft, blocks: [...draft.blocks, placed] };
    }
    case 'set-block':
      return {
        ...draft,
        blocks: draft.blocks.map((block) =>
          block.id === change.blockId
            ? { ...block, settings: { ...block.settings, [change.id]: change.value } }
            : block,
        ),
      };
    case 'move':
      return { ...draft, blocks: movedOnPage(draft.blocks, change.id, change.by) };
    case 'remove':
      return { ...draft, blocks: draft.blocks.filter(({ id }) => id !== change.id) };
  }
}

function defaultsOf(block: Block): Record<string, Value> {
  return Object.fromEntries(
    block.settings.flatMap(({ id, default: value }) =>
      id === undefined || value === undefined ? [] : [[id, value]],
    ),
  );
}

/** Blocks of all pages stand in one list: a block changes places with its neighbour on the same page. */
function movedOnPage(blocks: readonly Placed[], id: string, by: -1 | 1): Placed[] {
  const moved = blocks.find((block) => block.id === id);
  const page = blocks.filter(({ template }) => template === moved?.template);
  const neighbour = page[page.findIndex((block) => block.id === id) + by];
  if (moved === undefined || neighbour === undefined) return [...blocks];
  return blocks.map((block) => {
    if (block.id === moved.id) return neighbour;
    return block.id === neighbour.id ? moved : block;
  });
}
