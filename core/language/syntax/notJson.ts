import * as l10n from '@vscode/l10n';
import type { Explanation } from './errors';

const leadingComments = /^\uFEFF?(?:\s|\/\/.*|#.*|\/\*[^]*?\*\/)*/;
const startsJson = /^(?:["{[]|-?\d|(?:true|false|null)\b|<{7}|\|{7}|={7}|>{7})/;
const fence = /^[^]*?^[ \t]*```[ \t]*(?:jsonc?)?[ \t]*\r?\n(?=\s*\{)([^]*?)^[ \t]*```[ \t]*$/im;

/** What a file contains that never was JSON, such as a shell command, YAML or Markdown: one error. undefined for anything like JSON. */
export function explainNotJson(text: string): Explanation | undefined {
  const start = leadingComments.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start, start + 100);
  if (rest === '' || startsJson.test(rest)) return undefined;
  const [word] = /\S+/.exec(text.replace('\uFEFF', ' ')) ?? [''];
  return {
    span: { offset: text.indexOf(word), length: word.length },
    message: l10n.t('Invalid JSON. Expected an object that starts with {.'),
    suppressUntil: text.length,
    ...(fence.test(text) && { cure: { kind: 'remove-fence' } }),
  };
}

/** The JSON in a Markdown code block, and whether that is all there is. */
export function fencedJson(text: string): { readonly json: string; readonly isAll: boolean } | undefined {
  const [whole, json] = fence.exec(text) ?? [];
  if (whole === undefined || json === undefined) return undefined;
  const before = whole.slice(0, whole.search(/^[ \t]*```/m));
  return { json, isAll: before.trim() === '' && text.slice(whole.length).trim() === '' };
}
