import { z } from 'zod';
import type { ThemeSettings } from '#sandbox/store/shop-types.ts';
import { TEMPLATES } from './extension.ts';
import type { ExtensionBlock, Setting, SettingValue, ThemeExtension } from './extension.ts';

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What the editor sends: the theme's app embeds and app blocks as they shall be. */
export const themeDraft = z.object({
  embeds: z.record(z.string(), values),
  blocks: z.array(
    z.object({
      id: z.string().regex(/^[\w-]{1,64}$/),
      template: z.enum(TEMPLATES),
      handle: z.string(),
      settings: values,
    }),
  ),
});
export type ThemeDraft = z.infer<typeof themeDraft>;

export type CheckedTheme = { ok: true; settings: ThemeSettings } | { ok: false; problem: string };

/** The settings a block starts with: the defaults of its schema. */
export function defaultSettings(block: ExtensionBlock): Record<string, SettingValue> {
  return Object.fromEntries(
    block.settings.flatMap((setting) =>
      setting.id === undefined || setting.default === undefined
        ? []
        : [[setting.id, setting.default]],
    ),
  );
}

/**
 * Holds a draft against the schemas of the extension's blocks.
 * @returns the theme's settings to save, settings left out filled with their defaults, or a sentence on what is wrong
 */
export function checkThemeDraft(
  draft: ThemeDraft,
  extension: ThemeExtension,
  current: ThemeSettings,
): CheckedTheme {
  const known = new Map(extension.blocks.map((block) => [block.handle, block]));
  const embeds: ThemeSettings['embeds'] = {};
  for (const [handle, settings] of Object.entries(draft.embeds)) {
    const block = known.get(handle);
    if (block?.target === undefined || block.target === 'section') {
      return { ok: false, problem: `There is no app embed “${handle}”.` };
    }
    const problem = problemOf(block, settings);
    if (problem !== null) return { ok: false, problem };
    embeds[handle] = { ...defaultSettings(block), ...settings };
  }
  const blocks: ThemeSettings['blocks'] = [];
  for (const placed of draft.blocks) {
    const block = known.get(placed.handle);
    if (block?.target !== 'section') {
      return { ok: false, problem: `There is no app block “${placed.handle}”.` };
    }
    if (!block.templates.includes(placed.template)) {
      return { ok: false, problem: `“${block.name}” cannot be placed on that page.` };
    }
    const problem = problemOf(block, placed.settings);
    if (problem !== null) return { ok: false, problem };
    blocks.push({ ...placed, settings: { ...defaultSettings(block), ...placed.settings } });
  }
  return { ok: true, settings: { ...current, embeds, blocks } };
}

function problemOf(block: ExtensionBlock, settings: Record<string, SettingValue>): string | null {
  for (const [id, value] of Object.entries(settings)) {
    const setting = block.settings.find((candidate) => candidate.id === id);
    if (setting === undefined) return `“${block.name}” has no setting “${id}”.`;
    if (!isAllowed(setting, value)) {
      return `“${setting.label ?? id}” of “${block.name}” cannot be “${String(value)}”.`;
    }
  }
  return null;
}

/** @see https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings */
function isAllowed(setting: Setting, value: SettingValue): boolean {
  switch (setting.type) {
    case 'checkbox':
      return typeof value === 'boolean';
    case 'range':
    case 'number':
      return (
        typeof value === 'number' &&
        value >= (setting.min ?? -Infinity) &&
        value <= (setting.max ?? Infinity)
      );
    case 'select':
    case 'radio':
    case 'product':
    case 'collection':
      return (setting.options ?? []).some((option) => option.value === value);
    case 'color':
      return typeof value === 'string' && /^(#[0-9a-f]{6}([0-9a-f]{2})?)?$/i.test(value);
    default:
      return typeof value === 'string';
  }
}
