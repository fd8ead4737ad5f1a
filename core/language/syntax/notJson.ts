import * as l10n from '@vscode/l10n';
import type { Explanation } from './errors';

const leadingComments = /^\uFEFF?(?:\s|\/\/.*|#.*|\/\*[^]*?\*\/)*/;
const startsJson = /^(?:["{[]|-?\d|(?:true|false|null)\b|<{7}|\|{7}|={7}|>{7})/;

/** One error for a file that is not JSON at all, such as a shell command, YAML or Markdown. Undefined for anything like JSON. */
export function explainNotJson(text: string): Explanation | undefined {
  const start = leadingComments.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start, start + 100);
  if (rest === '' || startsJson.test(rest)) return undefined;
  const [word] = /\S+/.exec(text.replace('\uFEFF', ' ')) ?? [''];
  return {
    span: { offset: text.indexOf(word), length: word.length },
    message: l10n.t('Invalid JSON. Expected an object that starts with {.'),
    suppressUntil: text.length,
    ...(fencedJson(text) && { fix: { kind: 'remove-fence' } }),
  };
}

/** The JSON in the first Markdown code block with an object, and whether that is all there is. */
export function fencedJson(text: string): { readonly json: string; readonly isAll: boolean } | undefined {
  const fences = Array.from(text.matchAll(/^[ \t]*```(.*)$/gm), ({ 0: line, 1: info = '', index }) => ({
    info: info.trim(),
    start: index,
    end: index + line.length,
  }));
  const opening = fences.findIndex(({ info, end }) => /^(?:jsonc?)?$/i.test(info) && hasObjectAt(text, end));
  const closing = fences.slice(opening + 1).find(({ info }) => info === '');
  const start = fences[opening];
  if (!start || !closing) return undefined;
  const outside = text.slice(0, start.start) + text.slice(closing.end);
  const json = text.slice(text.indexOf('\n', start.end) + 1, closing.start);
  return { json, isAll: outside.trim() === '' };
}

function hasObjectAt(text: string, offset: number): boolean {
  const object = /\s*\{/y;
  object.lastIndex = offset;
  return object.test(text);
}
