import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Translations } from './protocol';

/** Messages for a locale (`de`, `de-AT`, `de_DE.UTF-8`) from a bundle in `folder`. Undefined if there is no bundle. */
export function readTranslations(folder: string, locale: string | undefined): Translations | undefined {
  const [, language] = /^([a-z]{2,3})(?![a-z])/.exec(locale?.toLowerCase() ?? '') ?? [];
  if (language === undefined || language === 'en') return undefined;
  try {
    return JSON.parse(readFileSync(join(folder, `bundle.l10n.${language}.json`), 'utf8')) as Translations;
  } catch {
    return undefined;
  }
}
