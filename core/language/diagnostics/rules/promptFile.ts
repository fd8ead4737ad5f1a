import * as l10n from '@vscode/l10n';
import type { StringNode } from '../../annotate';
import { isPortablePath, promptReference, readPromptReference } from '../../promptFiles/reference';
import { displayPath } from '../messages';
import type { FixData, Report, Rule } from '../problem';

const fileHint = /file/i;

/**
 * A reference to a prompt file that is malformed or not resolved where it is. Problems of the file itself are reported by
 * `promptFileProblems`.
 */
export const promptFile: Rule = {
  id: 'prompt-file',
  severity: 'error',
  *check(agent) {
    for (const node of agent.strings.filter(({ text }) => fileHint.test(text))) yield* reportsFor(node);
  },
};

function* reportsFor(node: StringNode): Generator<Report> {
  const { text, schema, isSecret } = node;
  const path = readPromptReference(text);
  if (path !== undefined) {
    if (!schema?.multiline) yield reportMisplacedFileReference(node);
    else if (!isPortablePath(path)) yield invalidPath(node, path);
  } else if (!isSecret) yield* reportMalformedFileReference(node);
}

/** Other properties are short, so their values belong in the agent file. */
function reportMisplacedFileReference({ path, span, isSecret, parent, schema }: StringNode): Report {
  if (isSecret) {
    const secret = l10n.t`"${displayPath(path)}" can't be in a prompt file. The value must be \${env:NAME} or \${secret:NAME}.`;
    return { span, path, message: secret, fix: { kind: 'remove-secret' } };
  }
  const message = l10n.t`"${displayPath(path)}" can't be in a prompt file. Enter the value.`;
  const isNeeded = schema !== undefined && parent?.required.includes(schema.name) === true;
  return isNeeded ? { span, path, message } : { span, path, message, fix: { kind: 'remove' } };
}

function invalidPath({ path, span }: StringNode, file: string): Report {
  const message = l10n.t(
    'The path of a prompt file must be relative to the agent file, with forward slashes.',
  );
  return { span, path, message, ...fixFor(file) };
}

/** `${file: ./a.md}`, `${FILE:./a.md}`, `{{file:./a.md}}`: certainly intended as a reference. */
const nearReference = /^\$?\{{1,2} ?file ?[:=]([^{}\n]*)\}{0,2}$/i;

function* reportMalformedFileReference({ path, span, text, schema }: StringNode): Generator<Report> {
  const similar = nearReference.exec(text.trim())?.[1];
  if (similar !== undefined && (schema?.multiline || text.trimStart().startsWith('$'))) {
    const message = l10n.t`Invalid reference in "${displayPath(path)}". The value must be \${file:./PATH}.`;
    yield { span, path, message, ...(schema?.multiline && fixFor(similar)) };
  } else if (schema?.multiline) yield* partial({ path, span, text });
}

/** A reference at the start of a text is certainly intended as one; later in a text it may be part of the prompt. */
function* partial({ path, span, text }: Pick<StringNode, 'path' | 'span' | 'text'>): Generator<Report> {
  const match = /\$\{file:([^{}\n]*)\}/.exec(text);
  if (!match) return;
  const message = l10n.t`"${displayPath(path)}" contains other text besides a file reference. The value must be \${file:./PATH}.`;
  if (text.slice(0, match.index).trim() === '')
    yield { span, path, message, ...fixFor(match[1] ?? '', true) };
  else yield { span, path, message, severity: 'warning' };
}

/** Replaces the value with a valid reference. `isGuess`: other text would be lost. */
function fixFor(file: string, isGuess = false): { fix: FixData } | undefined {
  const portable = file.trim().replaceAll('\\', '/');
  if (!isPortablePath(portable)) return undefined;
  const values = [promptReference(portable)];
  return { fix: isGuess ? { kind: 'replace', values, isGuess } : { kind: 'replace', values } };
}
