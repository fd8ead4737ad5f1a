import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';

const table = readFileSync(resolve(__dirname, '../../l10n/bundle.l10n.de.json'), 'utf8');
const texts = Object.entries(JSON.parse(table) as Record<string, string>);

/** Calls a function with German messages. */
export function inGerman<T>(run: () => T): T {
  l10n.config({ contents: table });
  try {
    return run();
  } finally {
    l10n.config({ contents: {} });
  }
}

/** Parts of English messages that are long enough to be recognized and occur in no German message. */
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
