import type { createFormatter, createTranslator, Messages } from 'use-intl/core';

/**
 * What is needed to write texts in a reader's language. In React it comes from `useLanguage`, elsewhere from
 * `languageFor` in `app/platform`.
 */
export interface Language {
  readonly text: ReturnType<typeof createTranslator<Messages>>;
  readonly format: ReturnType<typeof createFormatter>;
}
