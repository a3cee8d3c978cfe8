import { createRequire } from 'node:module';

import type english from '@shopify/polaris/locales/en.json';

type PolarisTexts = typeof english;

const require = createRequire(import.meta.url);

/**
 * The texts of Polaris' own components.
 * @param locale a language of the interface; Polaris speaks them all
 */
export function readPolarisTexts(locale: string): PolarisTexts {
  return require(`@shopify/polaris/locales/${locale}.json`) as PolarisTexts;
}
