import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { findProblems } from '../diagnostics';
import { oneLine } from '../diagnostics/messages';
import type { Problem, RuleSettings } from '../diagnostics/problem';
import { promptFile } from '../diagnostics/rules/promptFile';
import { redactCredentialsIn } from '../secrets/credentialPatterns';
import { type ExpandedAgent, type PromptUse, promptAround, sourceSpan } from './expand';
import type { PromptFileError } from './promptText';

/**
 * All problems of an agent and its prompts, at their positions in the agent file and in its order. `expandedAgent`: the expanded text, annotated.
 */
export function findProblemsWithPrompts(
  expanded: ExpandedAgent,
  expandedAgent: AnnotatedAgent,
  settings: RuleSettings = {},
): Problem[] {
  const agentProblems = findProblems(expandedAgent, settings).map((problem) => inSource(expanded, problem));
  const all = [...promptFileProblems(expanded, settings), ...agentProblems];
  return all.sort((a, b) => a.span.offset - b.span.offset);
}

/** A problem inside a prompt marks the reference, and no fix of the agent file can solve it. */
function inSource({ prompts }: ExpandedAgent, problem: Problem): Problem {
  const { fix, related, ...rest } = problem;
  const prompt = promptAround(prompts, problem.span);
  const moved = {
    ...rest,
    span: sourceSpan(prompts, problem.span),
    ...(related && {
      related: related.map((other) => ({ ...other, span: sourceSpan(prompts, other.span) })),
    }),
  };
  if (prompt) return { ...moved, promptFile: prompt.file };
  return fix ? { ...moved, fix } : moved;
}

/** Problems of prompt files that could not be read. Problems that are visible in the reference itself are reported by the rule. */
function promptFileProblems({ unresolved, prompts, text }: ExpandedAgent, settings: RuleSettings): Problem[] {
  const severity = settings[promptFile.id] ?? promptFile.severity;
  if (severity === 'off') return [];
  const problem = ({ span, path }: PromptUse, message: string): Problem => ({
    rule: promptFile.id,
    severity,
    span,
    path,
    message: oneLine(message),
  });
  return [
    ...unresolved
      .filter(({ error }) => error !== 'invalid-path')
      .map((use) => problem(use, describePromptFileError(use.error, redactCredentialsIn(use.file)))),
    ...prompts
      .filter(({ expandedSpan }) => text.startsWith('"${file:', expandedSpan.offset))
      .map((use) => problem(use, l10n.t('A prompt file must contain the prompt, not another reference.'))),
  ];
}

/** Why a prompt file was not read. `file`: the path in the reference. */
export function describePromptFileError(error: PromptFileError, file: string): string {
  switch (error) {
    case 'invalid-path':
      return l10n.t('The path of a prompt file must be relative to the agent file, with forward slashes.');
    case 'missing':
      return l10n.t`The prompt file "${file}" does not exist.`;
    case 'wrong-case':
      return l10n.t`"${file}" differs from the actual file name only in casing or in the encoding of accents.`;
    case 'outside':
      return l10n.t`The prompt file "${file}" is outside the project folder.`;
    case 'not-a-file':
      return l10n.t`"${file}" is not a file.`;
    case 'not-text':
      return l10n.t`"${file}" can't be a prompt file. It must end in .md, .markdown, or .txt and not be hidden.`;
    case 'too-large':
      return l10n.t`The prompt file "${file}" is larger than 1 MB.`;
    case 'not-utf8':
      return l10n.t`The prompt file "${file}" is not encoded in UTF-8.`;
    case 'unreadable':
      return l10n.t`The prompt file "${file}" can't be read.`;
  }
}
