/** Text of a file as code: nothing in it becomes a link, a command or a heading. */
export function inlineCode(text: string): string {
  const line = stripControlCharacters(text);
  const longestRun = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text of a file or a schema as plain words within markdown. */
export function escapeMarkdown(text: string): string {
  return stripControlCharacters(text).replace(/[\\`*_{}[\]()<>#+!|~&:$-]/g, (mark) => `\\${mark}`);
}

/** One line, without characters that have no shape of their own or turn the reading direction. */
function stripControlCharacters(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
