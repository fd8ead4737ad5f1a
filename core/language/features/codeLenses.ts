import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, topLevelProperty } from '../annotate';
import type { Span } from '../syntax/document';
import { toPointer } from '../syntax/json';
import { foreignFileIn } from '../foreign/detect';
import { readPromptReference } from '../promptFiles/reference';
import { promptsOf } from './prompts';

/** A command shown above the agent or one of its properties. */
export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly command: string;
  /** The property it is for; undefined if it is for the whole agent. */
  readonly pointer?: string;
}

const linked = () => [
  { command: 'agentJson.push', title: l10n.t('Push') },
  { command: 'agentJson.pull', title: l10n.t('Pull') },
  { command: 'agentJson.compare', title: l10n.t('Compare') },
];
const unlinked = () => [{ command: 'agentJson.create', title: l10n.t('Create on Cekura…') }];

/** Shorter single-line prompts get no code lens. In UTF-16 code units. */
const maxShortPrompt = 120;

/** Code lenses of the agent and its long prompts, for commands that the client has. */
export function codeLensesOf(agent: AnnotatedAgent, commands: ReadonlySet<string>): CodeLens[] {
  if (foreignFileIn(agent.schema, agent.document)) return [];
  return [...lensesOfAgent(agent), ...lensesOfPrompts(agent)].filter(({ command }) => commands.has(command));
}

function lensesOfAgent(agent: AnnotatedAgent): CodeLens[] {
  const { root } = agent.document;
  if (root?.type !== 'object') return [];
  const lenses = topLevelProperty(agent, 'id')?.value ? linked() : unlinked();
  const span = { offset: root.offset, length: 1 };
  return lenses.map((lens) => ({ span, ...lens }));
}

function lensesOfPrompts(agent: AnnotatedAgent): CodeLens[] {
  const longPrompts = promptsOf(agent).filter(
    ({ text }) =>
      text.length > maxShortPrompt || text.includes('\n') || readPromptReference(text) !== undefined,
  );
  return longPrompts.map(({ path, span }) => ({
    span,
    title: l10n.t('Edit as Markdown'),
    command: 'agentJson.editPrompt',
    pointer: toPointer(path),
  }));
}
