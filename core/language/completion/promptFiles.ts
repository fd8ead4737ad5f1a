import * as l10n from '@vscode/l10n';
import { isPromptFileName } from '../promptFiles/locate';
import { promptReference, readPromptReference } from '../promptFiles/reference';
import type { AgentSchema } from '../schema/schema';
import { endOf } from '../syntax/document';
import type { CompletionCandidate, Request } from './item';
import type { CompletionPosition } from './position';
import { jsonText } from './snippets';

const referenceStart = '${file:';

/** In a long text that is empty or a reference: the files that the text can be in. */
export function promptFiles({
  schema,
  position,
  references,
  text,
  snippets,
}: Request): CompletionCandidate[] {
  const folder = promptFolderIn(schema, position, text);
  if (folder === undefined) return [];
  const { promptFolder = [] } = references;
  const referenceFor = (name: string) => promptReference(folder + name);
  const files = promptFolder
    .filter(
      ({ name, isFolder }) => !isFolder && isPromptFileName(name) && isPromptReference(referenceFor(name)),
    )
    .sort((a, b) => fileRank(a.name) - fileRank(b.name) || a.name.localeCompare(b.name))
    .map(({ name }) => fileCandidate(referenceFor(name), snippets));
  // The cursor is placed after the slash, which requires a tab stop.
  const folders = snippets ? promptFolder.filter(({ name, isFolder }) => isFolder && isOpenFolder(name)) : [];
  const all = [...files, ...folders.map(({ name }) => folderCandidate(`${folder}${name}/`))];
  return all.length > 0 || !snippets ? all : [folderCandidate(folder)];
}

/**
 * The folder whose files completion at a position lists, as the start of a path relative to the agent file: `./`, `./prompts/`. Undefined
 * if no reference to a prompt file can be there.
 */
export function promptFolderIn(
  schema: AgentSchema,
  { kind, path, typed, span }: CompletionPosition,
  text: string,
): string | undefined {
  if (kind !== 'value' || !schema.at(path)?.multiline) return undefined;
  const before = typed.replace(/^"/, '');
  const after = text.slice(span.offset + typed.length, endOf(span));
  if (!/^[^\s{}"]*\}?"?,?$/.test(after)) return undefined;
  if (!before.startsWith(referenceStart)) {
    // A prompt that is already there is not replaced.
    const isStart = referenceStart.startsWith(before) && (before !== '' || /^"?,?$/.test(after));
    return isStart || before === 'null' ? './' : undefined;
  }
  const fileCandidate = before.slice(referenceStart.length);
  return fileCandidate.slice(0, fileCandidate.lastIndexOf('/') + 1) || './';
}

/** `support.prompt.md` before `README.md`. */
function fileRank(name: string): number {
  return /\.prompt\.\w+$/i.test(name) ? 0 : 1;
}

/** Hidden folders and those of package managers have no prompts. */
function isOpenFolder(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && isPromptReference(promptReference(name));
}

function isPromptReference(reference: string): boolean {
  return readPromptReference(reference) !== undefined;
}

function fileCandidate(reference: string, snippets: boolean): CompletionCandidate {
  return {
    ...common,
    label: reference,
    kind: 'file',
    detail: l10n.t('prompt file'),
    matches: [reference],
    text: jsonText(reference, snippets),
    snippet: snippets,
    triggerSuggest: false,
  };
}

/** A reference whose path is not complete, with a tab stop at its end. */
function folderCandidate(path: string): CompletionCandidate {
  const reference = promptReference(path);
  return {
    ...common,
    label: reference,
    kind: 'folder',
    detail: l10n.t('prompt file'),
    matches: [reference],
    text: jsonText(reference, true).replace(/\\\}"$/, '$0\\}"'),
    snippet: true,
    triggerSuggest: true,
  };
}

const common = { note: undefined, documentation: () => '' } as const;
