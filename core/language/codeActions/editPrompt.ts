import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import type { Span } from '../syntax/document';
import { toPointer } from '../syntax/json';
import { promptAt } from '../features/prompts';
import type { Fix } from './fix';

/** "Edit Prompt as Markdown" if the cursor is in a prompt. */
export function editPromptAction(agent: AnnotatedAgent, span: Span): Fix[] {
  const prompt = promptAt(agent, span.offset);
  if (!prompt) return [];
  return [
    {
      title: l10n.t('Edit Prompt as Markdown'),
      kind: 'refactor.rewrite',
      edits: [],
      command: { name: 'agentJson.editPrompt', pointer: toPointer(prompt.path) },
      preferred: false,
    },
  ];
}
