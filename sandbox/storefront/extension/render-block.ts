import path from 'node:path';
import type { Id } from '../../store/scalars.ts';
import { createEngine } from '../liquid/engine.ts';
import { globalObjects, type PageKind } from '../liquid/objects/globals.ts';
import { metafieldsOf } from '../liquid/objects/metafields.ts';
import { resolveResources } from '../liquid/resource-settings.ts';
import { escapeHtml } from '../liquid/translate.ts';
import type { Visit } from '../visit.ts';
import {
  type ExtensionBlock,
  mergeSettings,
  type SettingValue,
  type ThemeExtension,
} from './read-extension.ts';

/** A block or embed that the merchant placed. */
export interface PlacedBlock {
  readonly id: Id;
  readonly block: ExtensionBlock;
  readonly settings: Readonly<Record<string, SettingValue>>;
}

/** What has to be loaded for the blocks of a page; a file is loaded once however many blocks ask for it. */
export interface PageAssets {
  readonly stylesheets: Set<string>;
  readonly scripts: Set<string>;
}

/** Renders the app's blocks for one page. */
export interface BlockRenderer {
  readonly assets: PageAssets;
  render(placed: PlacedBlock): Promise<string>;
}

/**
 * Whether a block may show on a template: `enabled_on`, `disabled_on`,
 * https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#schema
 */
export function showsOnTemplate({ schema }: ExtensionBlock, template: string): boolean {
  const includes = (templates: readonly string[]) =>
    templates.includes('*') || templates.includes(template);
  if (schema.enabled_on) return includes(schema.enabled_on.templates);
  return !(schema.disabled_on && includes(schema.disabled_on.templates));
}

/**
 * Prepares rendering the app's blocks for a page, with what they may use: Shopify's global objects, `block`,
 * `app.metafields` (https://shopify.dev/docs/api/liquid/objects/app), their own snippets, assets and texts.
 */
export function createBlockRenderer(
  visit: Visit,
  kind: PageKind,
  extension: ThemeExtension,
): BlockRenderer {
  const assets: PageAssets = { stylesheets: new Set(), scripts: new Set() };
  const installation = visit.world.installation.get();
  const owner = `gid://shopify/AppInstallation/${installation?.id ?? '0'}`;
  const app = { metafields: metafieldsOf(visit.world, owner, true) };
  const engine = createEngine(
    visit,
    {
      snippets: path.join(extension.folder, 'snippets'),
      translate: extension.translations(visit.locale),
      assetUrl: extension.assetUrl,
    },
    { ...globalObjects(visit, kind, true), ...catalogObjects(kind), app },
  );
  const schemaText = extension.schemaTranslations(visit.world.shop.get().primaryLocale);

  const fill = async (placed: PlacedBlock) => {
    const { block, id } = placed;
    const { schema } = block;
    if (schema.available_if && !(await isAvailable(schema.available_if))) return '';
    const html = String(
      await engine.render(engine.parse(block.template, block.file), {
        block: {
          id,
          type: block.handle,
          settings: resolveResources(
            visit,
            schema.settings,
            mergeSettings(schema, placed.settings, schemaText),
          ),
          shopify_attributes: shopifyAttributes(visit, placed),
        },
      }),
    );
    if (schema.stylesheet) assets.stylesheets.add(extension.assetUrl(schema.stylesheet));
    if (schema.javascript) assets.scripts.add(extension.assetUrl(schema.javascript));
    return schema.target === 'head' ? html : wrap(placed, html);
  };
  const isAvailable = async (condition: string) => {
    const result: unknown = await engine.parseAndRender(condition, {});
    return String(result).trim() === 'true';
  };
  return {
    assets,
    // As on Shopify, one block's error stands where the block would, and the page lives on.
    render: (placed) => fill(placed).catch((problem: unknown) => liquidError(placed, problem)),
  };
}

/** Of a page's own objects an app sees those that Shopify has on every page of the kind. */
function catalogObjects({ objects }: PageKind): Record<string, unknown> {
  return { product: objects?.product ?? null, collection: objects?.collection ?? null };
}

/** https://shopify.dev/docs/api/liquid/objects/block#block-shopify_attributes: empty outside the theme editor. */
function shopifyAttributes(visit: Visit, { id, block }: PlacedBlock): string {
  if (!visit.designMode) return '';
  const data = JSON.stringify({ id, type: block.handle });
  return `data-shopify-editor-block="${escapeHtml(data)}"`;
}

/** Shopify puts each app block into an element of its own. */
function wrap({ id, block }: PlacedBlock, html: string): string {
  const names = ['shopify-block', 'shopify-app-block', block.schema.class].filter(Boolean);
  const attributes = `id="shopify-block-${escapeHtml(id)}" class="${escapeHtml(names.join(' '))}"`;
  return `<div ${attributes} data-block-handle="${escapeHtml(block.handle)}">${html}</div>`;
}

function liquidError({ block }: PlacedBlock, problem: unknown): string {
  const message = problem instanceof Error ? problem.message : String(problem);
  console.error(`Liquid error in the app's ${block.file}: ${message}`);
  return `<p class="shopify-liquid-error">Liquid error (${block.file}): ${escapeHtml(message)}</p>`;
}
