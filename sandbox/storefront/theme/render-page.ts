import path from 'node:path';
import type { Liquid } from 'liquidjs';
import { type ExtensionBlock, readThemeExtension } from '../extension/read-extension.ts';
import {
  type BlockRenderer,
  createBlockRenderer,
  showsOnTemplate,
} from '../extension/render-block.ts';
import { createEngine } from '../liquid/engine.ts';
import { globalObjects } from '../liquid/objects/globals.ts';
import { resolveResources } from '../liquid/resource-settings.ts';
import type { RenderedAppBlock } from '../liquid/tags.ts';
import { readTranslations } from '../liquid/translate.ts';
import type { Visit } from '../visit.ts';
import { contentForHeader } from './content-for-header.ts';
import {
  openTheme,
  type SectionSchema,
  sectionSettings,
  type ThemeFiles,
  type Values,
} from './theme-files.ts';

export interface Page {
  /** Path of the template without its ending: `product`, `customers/account`. */
  readonly template: string;
  /** Objects of this page: `product`, `collection`, `order`, a form's values and problems. */
  readonly objects?: Readonly<Record<string, unknown>>;
  /** For the title; the theme's own texts otherwise. */
  readonly title?: string;
}

/** Everything that rendering one page needs. */
interface Stage {
  readonly visit: Visit;
  readonly theme: ThemeFiles;
  readonly engine: Liquid;
  readonly page: Page;
  readonly blocks: BlockRenderer;
  readonly placed: readonly RenderedAppBlock[];
}

/**
 * Renders a page as Shopify does: the template's sections, in them the app's blocks, around them the layout, into that
 * the app embeds, https://shopify.dev/docs/storefronts/themes/architecture
 */
export async function renderPage(visit: Visit, page: Page): Promise<string> {
  const theme = openTheme(visit.world.themes.get().theme);
  const template = theme.template(page.template);
  // Embeds and blocks live in the theme; the checkout is Shopify's own page and shows none of them.
  const stage = await setStage(visit, theme, page, template.layout === 'theme');
  const sections: string[] = [];
  let unplaced: readonly RenderedAppBlock[] = stage.placed;
  for (const id of template.order) {
    const entry = template.sections[id];
    if (!entry) throw new Error(`templates/${page.template}.json orders "${id}", which it lacks`);
    const accepts = acceptsAppBlocks(theme.section(entry.type).schema);
    sections.push(
      await renderSection(stage, entry.type, id, entry.settings, accepts ? unplaced : []),
    );
    if (accepts) unplaced = [];
  }
  // A template whose sections take no app blocks shows them wrapped in sections of their own,
  // https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#app-blocks-for-themes
  if (unplaced.length > 0) sections.push(await renderSection(stage, 'apps', 'apps', {}, unplaced));
  return renderLayout(stage, template.layout, sections.join('\n'));
}

/**
 * Renders Liquid that an app's proxy answered, within the theme's layout or without,
 * https://shopify.dev/docs/apps/build/online-store/app-proxies#liquid
 */
export async function renderLiquidAnswer(visit: Visit, source: string): Promise<string> {
  const bare = /^\s*\{%-?\s*layout\s+none\s*-?%\}/;
  const theme = openTheme(visit.world.themes.get().theme);
  const page = { template: 'page' };
  const stage = await setStage(visit, theme, page, !bare.test(source));
  const content = String(await stage.engine.parseAndRender(source.replace(bare, ''), {}));
  return bare.test(source) ? content : renderLayout(stage, 'theme', content);
}

async function setStage(
  visit: Visit,
  theme: ThemeFiles,
  page: Page,
  withApp: boolean,
): Promise<Stage> {
  const extension = readThemeExtension(visit.world);
  const blocks = createBlockRenderer(visit, page, extension);
  const name = path.basename(page.template);
  const placed: RenderedAppBlock[] = [];
  if (withApp && isInstalled(visit)) {
    for (const placement of visit.world.themes.get().blocks) {
      const block = extension.blocks.find((candidate) => candidate.handle === placement.handle);
      if (placement.template !== name || !block || block.schema.target !== 'section') continue;
      if (!showsOnTemplate(block, name)) continue;
      const html = await blocks.render({ id: placement.id, block, settings: placement.settings });
      placed.push({ type: '@app', id: placement.id, html });
    }
  }
  const room = {
    snippets: path.join(theme.folder, 'snippets'),
    translate: readTranslations(path.join(theme.folder, 'locales'), visit.locale),
    assetUrl: theme.assetUrl,
    renderSection: (type: string): Promise<string> => renderSection(stage, type, type, {}, []),
  };
  const globals = { ...globalObjects(visit, page), settings: theme.settings, ...page.objects };
  const stage: Stage = {
    visit,
    theme,
    page,
    blocks,
    placed,
    engine: createEngine(visit, room, globals),
  };
  return stage;
}

function isInstalled({ world }: Visit): boolean {
  const installation = world.installation.get();
  return installation !== undefined && installation.uninstalledAt === null;
}

function acceptsAppBlocks(schema: SectionSchema): boolean {
  return schema.blocks.some((block) => block.type === '@app');
}

/** https://shopify.dev/docs/storefronts/themes/architecture/sections */
async function renderSection(
  stage: Stage,
  type: string,
  id: string,
  settings: Values,
  blocks: readonly RenderedAppBlock[],
): Promise<string> {
  const { template, file, schema } = stage.theme.section(type);
  const html: unknown = await stage.engine.render(stage.engine.parse(template, file), {
    section: {
      id,
      settings: resolveResources(stage.visit, schema.settings, sectionSettings(schema, settings)),
      blocks,
    },
  });
  const names = ['shopify-section', schema.class].filter(Boolean).join(' ');
  return `<div id="shopify-section-${id}" class="${names}">${String(html)}</div>`;
}

/** Puts the embeds that the merchant switched on into head and body, and the content into the layout. */
async function renderLayout(stage: Stage, layout: string, content: string): Promise<string> {
  const { visit, theme, blocks, page, engine } = stage;
  const embeds = layout === 'theme' ? await renderEmbeds(stage) : { head: '', body: '' };
  const { file, source } = theme.layout(layout);
  const html: unknown = await engine.render(engine.parse(source, file), {
    content_for_header: `${contentForHeader(visit, theme.name, blocks.assets)}${embeds.head}`,
    content_for_layout: content,
    page_title: page.title ?? null,
  });
  return String(html).replace(/<\/body>(?![\s\S]*<\/body>)/, () => `${embeds.body}</body>`);
}

async function renderEmbeds(stage: Stage): Promise<{ head: string; body: string }> {
  const { visit, page, blocks } = stage;
  if (!isInstalled(visit)) return { head: '', body: '' };
  const known = readThemeExtension(visit.world).blocks;
  const rendered = { head: '', body: '' };
  for (const [handle, settings] of Object.entries(visit.world.themes.get().embeds)) {
    const block = known.find((candidate) => candidate.handle === handle);
    const target = block && embedTarget(block);
    if (!block || !target || !showsOnTemplate(block, path.basename(page.template))) continue;
    rendered[target] += await blocks.render({ id: `embed-${handle}`, block, settings });
  }
  return rendered;
}

function embedTarget({ schema }: ExtensionBlock): 'head' | 'body' | undefined {
  if (schema.target === 'section') return undefined;
  return schema.target === 'body' ? 'body' : 'head';
}
