import path from 'node:path';
import type { Liquid } from 'liquidjs';
import { type ExtensionBlock, readThemeExtension } from '../extension/read-extension.ts';
import {
  type BlockRenderer,
  createBlockRenderer,
  showsOnTemplate,
} from '../extension/render-block.ts';
import { createEngine } from '../liquid/engine.ts';
import { globalObjects, type PageKind } from '../liquid/objects/globals.ts';
import type { RenderedAppBlock } from '../liquid/tags.ts';
import { readTranslations } from '../liquid/translate.ts';
import type { Visit } from '../visit.ts';
import type { ThemeFiles } from './theme-files.ts';

export interface Page extends PageKind {
  /** For the title; the theme's own texts otherwise. */
  readonly title?: string;
}

/** Everything that rendering one page needs. */
export interface Stage {
  readonly visit: Visit;
  readonly theme: ThemeFiles;
  readonly engine: Liquid;
  readonly page: Page;
  readonly blocks: BlockRenderer;
  /** The app's blocks and embeds that this page shows; none where the app is not installed. */
  readonly extensionBlocks: readonly ExtensionBlock[];
}

/**
 * Prepares a page.
 * @param withApp whether the page is the theme's: Shopify's own (the checkout) show nothing of an app's theme extension
 * @param renderSection how a section that the layout names is rendered on this stage
 */
export function setStage(
  visit: Visit,
  theme: ThemeFiles,
  page: Page,
  withApp: boolean,
  renderSection: (stage: Stage, type: string) => Promise<string>,
): Stage {
  const extension = readThemeExtension(visit.world);
  const name = path.basename(page.template);
  const shown = withApp && isInstalled(visit) ? extension.blocks : [];
  const room = {
    snippets: path.join(theme.folder, 'snippets'),
    translate: readTranslations(path.join(theme.folder, 'locales'), visit.locale),
    assetUrl: theme.assetUrl,
    renderSection: (type: string): Promise<string> => renderSection(stage, type),
  };
  const globals = { ...globalObjects(visit, page), settings: theme.settings, ...page.objects };
  const stage: Stage = {
    visit,
    theme,
    page,
    blocks: createBlockRenderer(visit, page, extension),
    extensionBlocks: shown.filter((block) => showsOnTemplate(block, name)),
    engine: createEngine(visit, room, globals),
  };
  return stage;
}

function isInstalled({ world }: Visit): boolean {
  const installation = world.installation.get();
  return installation?.uninstalledAt === null;
}

/** Renders the app blocks that the merchant placed on this page's template, in their order. */
export async function renderPlacedBlocks(stage: Stage): Promise<RenderedAppBlock[]> {
  const { visit, page, blocks, extensionBlocks } = stage;
  const rendered: RenderedAppBlock[] = [];
  for (const { id, template, handle, settings } of visit.world.themes.get().blocks) {
    const block = extensionBlocks.find((candidate) => candidate.handle === handle);
    if (template !== path.basename(page.template) || block?.schema.target !== 'section') continue;
    rendered.push({ type: '@app', id, html: await blocks.render({ id, block, settings }) });
  }
  return rendered;
}

/** Renders the app embeds that the merchant switched on, for head and body. */
export async function renderEmbeds(stage: Stage): Promise<{ head: string; body: string }> {
  const { visit, blocks, extensionBlocks } = stage;
  const rendered = { head: '', body: '' };
  for (const [handle, settings] of Object.entries(visit.world.themes.get().embeds)) {
    const block = extensionBlocks.find((candidate) => candidate.handle === handle);
    if (!block || block.schema.target === 'section') continue;
    const place = block.schema.target === 'body' ? 'body' : 'head';
    rendered[place] += await blocks.render({ id: `embed-${handle}`, block, settings });
  }
  return rendered;
}
