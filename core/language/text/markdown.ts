/** Text as inline code, so that it can't contain links, commands or headings. */
export function inlineCode(text: string): string {
  const line = stripControlCharacters(text);
  const longestRun = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text without Markdown syntax. */
export function escapeMarkdown(text: string): string {
  return stripControlCharacters(text).replace(/[\\`*_{}[\]()<>#+!|~&:$-]/g, (mark) => `\\${mark}`);
}

/** One line, without invisible and bidirectional control characters. */
function stripControlCharacters(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
