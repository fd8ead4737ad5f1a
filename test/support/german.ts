import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';

const table = readFileSync(resolve(__dirname, '../../l10n/bundle.l10n.de.json'), 'utf8');
const texts = Object.entries(JSON.parse(table) as Record<string, string>);

/** What `say` returns with German messages. */
export function inGerman<T>(say: () => T): T {
  l10n.config({ contents: table });
  try {
    return say();
  } finally {
    l10n.config({ contents: {} });
  }
}

/** Stretches of our English texts that are long enough to be known again, and stand in no German one. */
const english = texts
  .flatMap(([text]) => text.split(/\{\d\}/))
  .map((part) => part.trim())
  .filter(
    (part) => part.length >= 8 && part.includes(' ') && !texts.some(([, german]) => german.includes(part)),
  );

/** English messages in a text. */
export function englishIn(text: string): string[] {
  return english.filter((part) => text.includes(part));
}
