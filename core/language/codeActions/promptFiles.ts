import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, type AnnotatedNode, annotatedNodeAt } from '../annotate';
import type { Problem } from '../diagnostics';
import type { PromptUse } from '../promptFiles/expand';
import { toFileText, maxPromptBytes, promptFromFileText } from '../promptFiles/promptText';
import { promptReference, readPromptReference } from '../promptFiles/reference';
import { spanOf } from '../syntax/document';
import { toJsonText } from '../syntax/json';
import { closestMatches } from '../text/similarity';
import { type Fix, quickFix } from './fix';

/** The property whose text at `offset` can be moved to a prompt file. */
export function movablePrompt(agent: AnnotatedAgent, offset: number): AnnotatedNode | undefined {
  const node = annotatedNodeAt(agent, offset);
  const text: unknown = node?.value?.value;
  if (!node?.schema?.multiline || typeof text !== 'string' || text.trim() === '') return undefined;
  // Text that a file can't contain, or that would change when it is read again, is not moved.
  const isRepresentable =
    promptFromFileText(toFileText(text)) === text &&
    !/\p{Cs}/u.test(text) &&
    text.length < maxPromptBytes / 4;
  return isRepresentable && readPromptReference(text) === undefined ? node : undefined;
}

/** "Move Prompt to File…": a new file with the text, and the reference to it. `file`: its path in the reference. */
export function movePrompt({ value }: AnnotatedNode, file: string): Fix[] {
  if (!value) return [];
  return [
    {
      title: l10n.t('Move Prompt to File…'),
      kind: 'refactor.extract',
      edits: [{ ...spanOf(value), newText: toJsonText(promptReference(file)) }],
      newFile: { path: file, text: toFileText(String(value.value)) },
      preferred: false,
    },
  ];
}

/** "Inline Prompt": the text in place of the reference. The file is kept, because other agents may use it. */
export function inlinePrompt({ span }: PromptUse, fileText: string): Fix[] {
  return [
    {
      title: l10n.t('Inline Prompt'),
      kind: 'refactor.inline',
      edits: [{ ...span, newText: toJsonText(promptFromFileText(fileText)) }],
      preferred: false,
    },
  ];
}

/** Replaces a reference to a file that can't be read with one to a file of a similar name. */
export function similarPromptFixes(
  problem: Problem,
  { span, file }: PromptUse,
  existing: readonly string[],
): Fix[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const names = closestMatches(
    file.slice(folder.length),
    existing.map((text) => ({ text })),
  );
  return names
    .map((name) => promptReference(folder + name))
    .filter((reference) => readPromptReference(reference) !== undefined)
    .map((reference, index) => {
      const newText = toJsonText(reference);
      return quickFix(problem, l10n.t`Replace with ${newText}`, [{ ...span, newText }], index === 0);
    });
}

/** Creates the prompt file that a reference refers to. */
export function createPromptFix(problem: Problem, { file }: PromptUse): Fix {
  const newFile = { path: file, text: '' };
  return { ...quickFix(problem, l10n.t`Create "${file}"`, []), newFile };
}
