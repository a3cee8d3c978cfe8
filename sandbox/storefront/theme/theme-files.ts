import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ThemeName } from '../../store/shop-types.ts';
import { splitSchema } from '../liquid/engine.ts';

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Values = z.infer<typeof Values>;

const SectionSetting = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

const SectionSchema = z.looseObject({
  class: z.string().optional(),
  settings: z.array(SectionSetting).default([]),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
});
export type SectionSchema = z.infer<typeof SectionSchema>;

/** https://shopify.dev/docs/storefronts/themes/architecture/templates/json-templates */
const JsonTemplate = z.object({
  layout: z.string().default('theme'),
  sections: z.record(z.string(), z.object({ type: z.string(), settings: Values.default({}) })),
  order: z.array(z.string()),
});
export type JsonTemplate = z.infer<typeof JsonTemplate>;

/** https://shopify.dev/docs/storefronts/themes/architecture/config/settings-data-json */
const SettingsData = z.object({ current: Values });

export interface Section {
  readonly file: string;
  readonly template: string;
  readonly schema: SectionSchema;
}

/** A theme in Shopify's folders, https://shopify.dev/docs/storefronts/themes/architecture */
export interface ThemeFiles {
  readonly name: string;
  readonly folder: string;
  readonly settings: Values;
  layout(name: string): { file: string; source: string };
  template(name: string): JsonTemplate;
  section(type: string): Section;
  readonly assetUrl: (file: string) => string;
}

const THEMES = path.join(import.meta.dirname, '..', 'themes');

/** The folder of a theme, or undefined when the sandbox does not have it. */
export function themeFolder(theme: string): string | undefined {
  const folder = path.join(THEMES, path.basename(theme));
  return existsSync(folder) ? folder : undefined;
}

/**
 * Opens a theme. Files are read when asked for, so that an edit shows on the next reload.
 * @param theme falls back to `light` where the sandbox does not have the theme yet
 */
export function openTheme(theme: ThemeName): ThemeFiles {
  const name = themeFolder(theme) ? theme : 'light';
  const folder = path.join(THEMES, name);
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  return {
    name,
    folder,
    settings: SettingsData.parse(JSON.parse(read('config/settings_data.json'))).current,
    layout: (layout) => ({
      file: `layout/${layout}.liquid`,
      source: read(`layout/${layout}.liquid`),
    }),
    template: (template) => JsonTemplate.parse(JSON.parse(read(`templates/${template}.json`))),
    section: (type) => {
      const file = `sections/${type}.liquid`;
      const { template, schema } = splitSchema(read(file));
      return { file, template, schema: SectionSchema.parse(schema) };
    },
    assetUrl: (file) => {
      const asset = path.join(folder, 'assets', path.basename(file));
      const version = Math.trunc(statSync(asset).mtimeMs);
      // Served by `assetRoutes`.
      return `/cdn/shop/t/${name}/assets/${path.basename(file)}?v=${version}`;
    },
  };
}

/** A section's settings: a template's over the schema's defaults. */
export function sectionSettings(schema: SectionSchema, chosen: Values): Values {
  const defaults = schema.settings.flatMap(({ id, default: value }): [string, Values[string]][] =>
    id === undefined || value === undefined ? [] : [[id, value]],
  );
  return { ...Object.fromEntries(defaults), ...chosen };
}
