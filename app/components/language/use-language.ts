import { useFormatter, useTranslations } from 'use-intl/react';

import type { Language } from './language.ts';

/** The reader's language, inside `InterfaceLanguage`. */
export function useLanguage(): Language {
  return { text: useTranslations(), format: useFormatter() };
}
