import { z } from 'zod';
import type { ThemeDraft } from './theme-draft.ts';
import { defaultSettings } from './theme-draft.ts';
import { templateOf } from './extension.ts';
import type { Template, ThemeExtension } from './extension.ts';

const deepLinkQuery = z.object({
  template: z.string().catch('index'),
  /** `{api_key}/{handle}` of an app embed to switch on. */
  activateAppId: z.string().optional(),
  /** `{api_key}/{handle}` of an app block to place. */
  addAppBlockId: z.string().optional(),
});

export interface EditorStart {
  template: Template;
  /** What the editor opens with: the saved settings, and on top of them what the link asks for, not saved yet. */
  draft: ThemeDraft;
  /** Handle of the embed or id of the block that the link is about. */
  focus: string | null;
  problem: string | null;
}

/**
 * Opens the editor as a deep link asks: the embed is on, or the block placed, but nothing is saved before the merchant
 * saves. A link with a foreign id opens the editor and says so.
 * @see https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#deep-linking
 */
export function openEditor(
  saved: ThemeDraft,
  extension: ThemeExtension,
  query: Record<string, string>,
  apiKey: string,
  newBlockId: string,
): EditorStart {
  const link = deepLinkQuery.parse(query);
  const template = templateOf(link.template) ?? 'index';
  const start: EditorStart = { template, draft: saved, focus: null, problem: null };
  const wanted = link.activateAppId ?? link.addAppBlockId;
  if (wanted === undefined) return start;

  const [key, handle] = wanted.split('/');
  const block = extension.blocks.find((candidate) => candidate.handle === handle);
  if (key !== apiKey || block === undefined) {
    return { ...start, problem: 'The link names an app block that is not in this shop.' };
  }
  if (link.activateAppId !== undefined) {
    if (block.target === 'section') {
      return { ...start, problem: `“${block.name}” is placed on a page, not switched on.` };
    }
    const settings = saved.embeds[block.handle] ?? defaultSettings(block);
    const embeds = { ...saved.embeds, [block.handle]: settings };
    return { ...start, draft: { ...saved, embeds }, focus: block.handle };
  }
  if (!block.templates.includes(template)) {
    return { ...start, problem: `“${block.name}” cannot be placed on that page.` };
  }
  const placed = {
    id: newBlockId,
    template,
    handle: block.handle,
    settings: defaultSettings(block),
  };
  return { ...start, draft: { ...saved, blocks: [...saved.blocks, placed] }, focus: placed.id };
}
