import type { ThemeName, ThemeSettings } from '#sandbox/store/shop-types.ts';
import type { ExtensionBlock, ThemeExtension } from '../theme-editor/extension.ts';

/** @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/app-api */
export interface ThemeExtensionInfo {
  handle: string;
  type: 'theme_app_extension';
  activations: ThemeExtensionActivation[];
}

export interface ThemeExtensionActivation {
  target: ExtensionBlock['target'];
  handle: string;
  name: string;
  status: 'active' | 'available' | 'unavailable';
  activations: { target: string; themeId: string }[];
}

const THEME_IDS: Record<ThemeName, string> = {
  light: 'gid://shopify/OnlineStoreTheme/171700000001',
  dark: 'gid://shopify/OnlineStoreTheme/171700000002',
  serif: 'gid://shopify/OnlineStoreTheme/171700000003',
};

/**
 * Answers `shopify.app.extensions()`: each block and embed of the theme app extensions with where the published theme
 * has it. A block's target reads `template--<template>/<section>/<block>`, an embed's names its place in the layout.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/app-api
 */
export function themeExtensionsInfo(
  extension: ThemeExtension,
  settings: ThemeSettings,
): ThemeExtensionInfo[] {
  return [
    {
      handle: extension.handle,
      type: 'theme_app_extension',
      activations: extension.blocks.map((block) => activationOf(block, settings)),
    },
  ];
}

function activationOf(block: ExtensionBlock, settings: ThemeSettings): ThemeExtensionActivation {
  const themeId = THEME_IDS[settings.theme];
  const targets =
    block.target === 'section'
      ? settings.blocks
          .filter(({ handle }) => handle === block.handle)
          .map(({ id, template }) => `template--${template}/apps/${block.handle}_${id}`)
      : Object.hasOwn(settings.embeds, block.handle)
        ? [block.target]
        : [];
  const isPlaceable = block.target !== 'section' || block.templates.length > 0;
  return {
    target: block.target,
    handle: block.handle,
    name: block.name,
    status: targets.length > 0 ? 'active' : isPlaceable ? 'available' : 'unavailable',
    activations: targets.map((target) => ({ target, themeId })),
  };
}
