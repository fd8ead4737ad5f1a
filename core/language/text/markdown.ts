/** Text as inline code, so that it can't contain links, commands or headings. */
export function inlineCode(text: string): string {
  const line = stripControlCharacters(text);
  const fence = fenceFor(line, 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Backticks around a text: more than any run of them inside. */
export function fenceFor(text: string, minLength: number): string {
  const lengths = Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1);
  return '`'.repeat(Math.max(minLength, ...lengths));
}

/** Text without Markdown syntax. */
export function escapeMarkdown(text: string): string {
  return stripControlCharacters(text).replace(/[\\`*_{}[\]()<>#+!|~&:$-]/g, (mark) => `\\${mark}`);
}

/** One line, without invisible and bidirectional control characters. */
function stripControlCharacters(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
