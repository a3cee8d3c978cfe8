import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import {
  type ExtensionBlock as BlockFile,
  readThemeExtension,
} from '#sandbox/storefront/extension/read-extension.ts';
import type { Translate } from '#sandbox/storefront/liquid/translate.ts';
import type { World } from '#sandbox/world.ts';
import { isAppInstalled } from '../context.ts';

const settingValue = z.union([z.string(), z.number(), z.boolean()]);
export type SettingValue = z.infer<typeof settingValue>;

/**
 * One entry of a block's `settings`. Input settings have an id, sidebar settings (`header`, `paragraph`) a content.
 * @see https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings
 */
const settingSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  label: z.string().optional(),
  info: z.string().optional(),
  content: z.string().optional(),
  default: settingValue.optional(),
  placeholder: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  unit: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});
export type Setting = z.infer<typeof settingSchema>;

const editableSchema = z.object({ name: z.string(), settings: z.array(settingSchema) });

export interface ExtensionBlock {
  /** File name in `blocks/` without `.liquid`. */
  handle: string;
  /** Shown in the theme editor, translated. */
  name: string;
  target: BlockFile['schema']['target'];
  settings: Setting[];
  /** Templates of the sandbox's theme on which the block may be placed. */
  templates: Template[];
}

export interface ThemeExtension {
  handle: string;
  blocks: ExtensionBlock[];
}

export const TEMPLATES = ['index', 'product', 'cart', 'account'] as const;
export type Template = (typeof TEMPLATES)[number];

/** The sandbox's template for a theme's name: account pages are `customers/account` in a theme. */
export function templateOf(name: string): Template | undefined {
  const short = name.replace(/^customers\//, '');
  return TEMPLATES.find((template) => template === short);
}

/**
 * The theme app extension as the theme editor shows it, in the admin's English. Blocks are the theme's only while the
 * app is installed.
 * @throws when the extension's files cannot be understood: the developer must see that
 * @see https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration
 */
export function readEditableExtension(world: World): ThemeExtension {
  const extension = readThemeExtension(world);
  const translate = extension.schemaTranslations('en');
  const choices = resourceChoices(world);
  return {
    handle: readHandle(extension.folder),
    blocks: isAppInstalled(world)
      ? extension.blocks.map((block) => editableBlock(block, translate, choices))
      : [],
  };
}

type Choices = Readonly<Record<string, NonNullable<Setting['options']>>>;

/** What settings of the types `product` and `collection` offer: they hold a handle, or nothing. */
function resourceChoices(world: World): Choices {
  const { primaryLocale } = world.shop.get();
  const none = { value: '', label: 'None' };
  const choice = ({ handle, title }: { handle: string; title: Record<string, string> }) => ({
    value: handle,
    label: title[primaryLocale] ?? handle,
  });
  return {
    product: [none, ...world.products.all().map(choice)],
    collection: [none, ...world.collections.all().map(choice)],
  };
}

function editableBlock(
  { handle, schema }: BlockFile,
  translate: Translate,
  choices: Choices,
): ExtensionBlock {
  const enabled = schema.enabled_on?.templates;
  const disabled = schema.disabled_on?.templates ?? [];
  const { name, settings } = editableSchema.parse(withTexts(schema, translate));
  return {
    handle,
    target: schema.target,
    name,
    settings: settings.map((setting) => {
      const options = choices[setting.type];
      return options === undefined ? setting : { ...setting, options };
    }),
    templates: TEMPLATES.filter(
      (template) =>
        (enabled === undefined || names(enabled, template)) && !names(disabled, template),
    ),
  };
}

/**
 * Replaces the `t:` references of a block's schema by the texts of `*.schema.json`.
 * @see https://shopify.dev/docs/storefronts/themes/architecture/locales/schema-locale-files
 */
function withTexts(schema: unknown, translate: Translate): unknown {
  if (typeof schema === 'string') {
    return schema.startsWith('t:') ? translate(schema.slice('t:'.length)) : schema;
  }
  if (Array.isArray(schema)) return schema.map((entry) => withTexts(entry, translate));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withTexts(value, translate)]),
  );
}

function names(list: readonly string[], template: Template): boolean {
  return list.some((name) => name === '*' || templateOf(name) === template);
}

const extensionToml = z.object({ handle: z.string().optional() });

/** The handle stands in `shopify.extension.toml`; the folder's name serves where it does not. */
function readHandle(folder: string): string {
  const file = path.join(folder, 'shopify.extension.toml');
  if (!existsSync(file)) return path.basename(folder);
  const { handle } = extensionToml.parse(parseToml(readFileSync(file, 'utf8')));
  return handle ?? path.basename(folder);
}
