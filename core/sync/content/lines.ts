import type { Json } from '#language/syntax/json';

/** A text with \n line endings. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** A text from Cekura with the line endings of the text that it replaces in the file. */
export function withLineEndingsOf(before: Json | undefined, text: Json | undefined): Json | undefined {
  const isText = typeof before === 'string' && typeof text === 'string';
  return isText && !before.includes('\r') ? withLineFeeds(text) : text;
}
