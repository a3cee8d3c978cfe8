import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { World } from '../../world.ts';
import { splitSchema } from '../liquid/engine.ts';
import { readTranslations, type Translate } from '../liquid/translate.ts';

const SettingValue = z.union([z.string(), z.number(), z.boolean()]);

/** An input setting, https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings */
const Setting = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  default: SettingValue.optional(),
});

const Templates = z.object({ templates: z.array(z.string()) });

/** https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#schema */
const BlockSchema = z.looseObject({
  name: z.string(),
  target: z.enum(['section', 'head', 'body', 'compliance_head']).default('section'),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  class: z.string().optional(),
  settings: z.array(Setting).default([]),
  enabled_on: Templates.optional(),
  disabled_on: Templates.optional(),
  available_if: z.string().optional(),
});

export type BlockSchema = z.infer<typeof BlockSchema>;
export type SettingValue = z.infer<typeof SettingValue>;

/** An app block or app embed block of the theme app extension. */
export interface ExtensionBlock {
  /** File name without its ending. */
  readonly handle: string;
  readonly file: string;
  readonly template: string;
  readonly schema: BlockSchema;
}

export interface ThemeExtension {
  readonly folder: string;
  readonly blocks: readonly ExtensionBlock[];
  /** Texts that shoppers read. */
  readonly translations: (locale: string) => Translate;
  /** Texts that merchants read in the theme editor. */
  readonly schemaTranslations: (locale: string) => Translate;
  /** Address of a file in `assets`, changing with the file. */
  readonly assetUrl: (file: string) => string;
}

const EXTENSION = 'evergreen-storefront';
export const EXTENSION_ASSETS_PATH = `/cdn/extensions/${EXTENSION}/assets`;

/** The folder of the theme app extension. */
export function extensionFolder(world: Pick<World, 'options'>): string {
  return path.join(world.options.projectFolder, 'extensions', EXTENSION);
}

/**
 * Reads the theme app extension from its files, each time anew: an edit shows on the next reload.
 * Without the folder there are no blocks.
 * @throws when a block's schema is not what Shopify documents
 */
export function readThemeExtension(world: Pick<World, 'options'>): ThemeExtension {
  const folder = extensionFolder(world);
  const locales = path.join(folder, 'locales');
  return {
    folder,
    blocks: blockFiles(folder).map((file) => readBlock(folder, file)),
    translations: (locale) => readTranslations(locales, locale),
    schemaTranslations: (locale) => readTranslations(locales, locale, 'schema'),
    assetUrl: (file) => {
      const asset = path.join(folder, 'assets', path.basename(file));
      const version = existsSync(asset) ? Math.trunc(statSync(asset).mtimeMs) : 0;
      return `${EXTENSION_ASSETS_PATH}/${path.basename(file)}?v=${version}`;
    },
  };
}

function blockFiles(folder: string): string[] {
  const blocks = path.join(folder, 'blocks');
  if (!existsSync(blocks)) return [];
  return readdirSync(blocks)
    .filter((file) => file.endsWith('.liquid'))
    .sort();
}

function readBlock(folder: string, name: string): ExtensionBlock {
  const file = path.join(folder, 'blocks', name);
  const { template, schema } = splitSchema(readFileSync(file, 'utf8'));
  return {
    handle: path.basename(name, '.liquid'),
    file: `blocks/${name}`,
    template,
    schema: BlockSchema.parse(schema),
  };
}

/**
 * The settings of a block: what the merchant chose over the schema's defaults (those that begin with `t:` are keys of
 * the merchant's texts).
 */
export function mergeSettings(
  schema: BlockSchema,
  chosen: Readonly<Record<string, SettingValue>>,
  schemaText: Translate,
): Record<string, SettingValue> {
  const defaults = schema.settings.flatMap(({ id, default: value }): [string, SettingValue][] => {
    if (id === undefined || value === undefined) return [];
    const isKey = typeof value === 'string' && value.startsWith('t:');
    return [[id, isKey ? schemaText(value.slice(2)) : value]];
  });
  return { ...Object.fromEntries(defaults), ...chosen };
}
