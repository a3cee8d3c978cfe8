import { resolveResources } from '../liquid/resource-settings.ts';
import type { RenderedAppBlock } from '../liquid/tags.ts';
import type { Visit } from '../visit.ts';
import { contentForHeader } from './content-for-header.ts';
import { type Page, renderEmbeds, renderPlacedBlocks, setStage, type Stage } from './stage.ts';
import { openTheme, type SectionSchema, sectionSettings, type Values } from './theme-files.ts';

/**
 * Renders a page as Shopify does: the template's sections, in them the app's blocks, around them the layout, into that
 * the app embeds, https://shopify.dev/docs/storefronts/themes/architecture
 */
export async function renderPage(visit: Visit, page: Page): Promise<string> {
  const theme = openTheme(visit.world.themes.get().theme);
  const template = theme.template(page.template);
  const stage = setStage(visit, theme, page, template.layout === 'theme', renderStaticSection);
  const sections: string[] = [];
  let unplaced = await renderPlacedBlocks(stage);
  for (const id of template.order) {
    const entry = template.sections[id];
    if (!entry) throw new Error(`templates/${page.template}.json orders "${id}", which it lacks`);
    const accepts = acceptsAppBlocks(theme.section(entry.type).schema);
    const own = { ...entry, id, blocks: accepts ? unplaced : [] };
    sections.push(await renderSection(stage, own));
    if (accepts) unplaced = [];
  }
  // A template whose sections take no app blocks shows them wrapped in sections of their own,
  // https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#app-blocks-for-themes
  if (unplaced.length > 0) {
    const wrapper = { type: 'apps', id: 'apps', settings: {}, blocks: unplaced };
    sections.push(await renderSection(stage, wrapper));
  }
  return renderLayout(stage, template.layout, sections.join('\n'));
}

/**
 * Renders Liquid that an app's proxy answered, within the theme's layout or without,
 * https://shopify.dev/docs/apps/build/online-store/app-proxies#liquid
 */
export async function renderLiquidAnswer(visit: Visit, source: string): Promise<string> {
  const bare = /^\s*\{%-?\s*layout\s+none\s*-?%\}/;
  const theme = openTheme(visit.world.themes.get().theme);
  const withLayout = !bare.test(source);
  const stage = setStage(visit, theme, { template: 'page' }, withLayout, renderStaticSection);
  const content = String(await stage.engine.parseAndRender(source.replace(bare, ''), {}));
  return withLayout ? renderLayout(stage, 'theme', content) : content;
}

function acceptsAppBlocks(schema: SectionSchema): boolean {
  return schema.blocks.some((block) => block.type === '@app');
}

interface PlacedSection {
  readonly type: string;
  readonly id: string;
  readonly settings: Values;
  readonly blocks: readonly RenderedAppBlock[];
}

function renderStaticSection(stage: Stage, type: string): Promise<string> {
  return renderSection(stage, { type, id: type, settings: {}, blocks: [] });
}

/** https://shopify.dev/docs/storefronts/themes/architecture/sections */
async function renderSection(stage: Stage, placed: PlacedSection): Promise<string> {
  const { visit, theme, engine } = stage;
  const { id, blocks } = placed;
  const { template, file, schema } = theme.section(placed.type);
  const values = sectionSettings(schema, placed.settings);
  const settings = resolveResources(visit, schema.settings, values);
  const section = { id, settings, blocks };
  const html: unknown = await engine.render(engine.parse(template, file), { section });
  const names = ['shopify-section', schema.class].filter(Boolean).join(' ');
  return `<div id="shopify-section-${id}" class="${names}">${String(html)}</div>`;
}

/** Puts the content into the layout, and the embeds into its head and body. */
async function renderLayout(stage: Stage, layout: string, content: string): Promise<string> {
  const { visit, theme, blocks, page, engine } = stage;
  const embeds = await renderEmbeds(stage);
  const { file, source } = theme.layout(layout);
  const html: unknown = await engine.render(engine.parse(source, file), {
    content_for_header: `${contentForHeader(visit, theme.name, blocks.assets)}${embeds.head}`,
    content_for_layout: content,
    page_title: page.title ?? null,
  });
  return String(html).replace(/<\/body>(?![\s\S]*<\/body>)/, () => `${embeds.body}</body>`);
}
