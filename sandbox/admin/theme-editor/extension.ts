import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import { translateSchema } from './translate-schema.ts';

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

/** @see https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#schema */
const blockSchema = z.object({
  name: z.string(),
  target: z.enum(['section', 'head', 'compliance_head', 'body']),
  settings: z.array(settingSchema).default([]),
  enabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
  disabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
});

export interface ExtensionBlock {
  /** File name in `blocks/` without `.liquid`. */
  handle: string;
  /** Shown in the theme editor, translated. */
  name: string;
  target: z.infer<typeof blockSchema>['target'];
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
 * Reads the theme app extensions below `extensions/`, newly each time, so that an edited block shows at once.
 * @throws when an extension's files cannot be understood: the developer must see that
 * @see https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#file-structure
 */
export async function readThemeExtensions(projectFolder: string): Promise<ThemeExtension[]> {
  const root = path.join(projectFolder, 'extensions');
  const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
  const extensions = await Promise.all(
    folders
      .filter((entry) => entry.isDirectory())
      .map((entry) => readThemeExtension(path.join(root, entry.name), entry.name)),
  );
  return extensions.filter((extension) => extension !== null);
}

async function readThemeExtension(folder: string, name: string): Promise<ThemeExtension | null> {
  const files = await readdir(path.join(folder, 'blocks')).catch(() => null);
  if (files === null) return null;
  const translations = await readSchemaTranslations(path.join(folder, 'locales'));
  const blocks = await Promise.all(
    files
      .filter((file) => file.endsWith('.liquid'))
      .sort()
      .map(async (file) => {
        const source = await readFile(path.join(folder, 'blocks', file), 'utf8');
        return readBlock(file.replace(/\.liquid$/, ''), source, translations);
      }),
  );
  return { handle: await readHandle(folder, name), blocks };
}

function readBlock(handle: string, source: string, translations: unknown): ExtensionBlock {
  const match = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(source);
  if (match?.[1] === undefined) throw new Error(`blocks/${handle}.liquid has no {% schema %}.`);
  const schema = blockSchema.parse(translateSchema(JSON.parse(match[1]), translations));
  const enabled = schema.enabled_on?.templates;
  const disabled = schema.disabled_on?.templates ?? [];
  return {
    handle,
    name: schema.name,
    target: schema.target,
    settings: schema.settings,
    templates: TEMPLATES.filter(
      (template) =>
        (enabled === undefined || names(enabled, template)) && !names(disabled, template),
    ),
  };
}

function names(list: readonly string[], template: Template): boolean {
  return list.some((name) => name === '*' || templateOf(name) === template);
}

/** The admin speaks English, so the extension's English texts are used, else its default ones. */
async function readSchemaTranslations(folder: string): Promise<unknown> {
  const files = await readdir(folder).catch((): string[] => []);
  const file =
    files.find((name) => /^en(\.default)?\.schema\.json$/.test(name)) ??
    files.find((name) => name.endsWith('.default.schema.json'));
  return file === undefined ? {} : JSON.parse(await readFile(path.join(folder, file), 'utf8'));
}

const extensionToml = z.object({
  handle: z.string().optional(),
  extensions: z.array(z.object({ handle: z.string().optional() })).optional(),
});

/** The handle stands in `shopify.extension.toml`; the folder's name serves where it does not. */
async function readHandle(folder: string, name: string): Promise<string> {
  const text = await readFile(path.join(folder, 'shopify.extension.toml'), 'utf8').catch(() => '');
  const toml = extensionToml.parse(parseToml(text));
  return toml.handle ?? toml.extensions?.[0]?.handle ?? name;
}
