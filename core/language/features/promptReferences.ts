import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type PromptUse, promptUsesIn } from '../promptFiles/expand';
import { type PromptFile, promptFromFileText } from '../promptFiles/promptText';
import { redactCredentialsIn } from '../secrets/credentialPatterns';
import { endOf } from '../syntax/document';
import { inlineCode } from '../text/markdown';

/** The reference to a prompt file that contains `offset`. */
export function promptUseAt({ document, schema }: AnnotatedAgent, offset: number): PromptUse | undefined {
  return promptUsesIn(document, schema).find(({ span }) => span.offset <= offset && offset <= endOf(span));
}

const previewLines = 8;
const previewLength = 600;

/** Markdown about a prompt file: its size and first lines. Undefined if it can't be read, which is reported. */
export function promptPreview({ file }: PromptUse, content: PromptFile): string | undefined {
  if (content.kind !== 'text') return undefined;
  const prompt = redactCredentialsIn(promptFromFileText(content.text));
  const lines = prompt.split('\n');
  const excerpt = lines.slice(0, previewLines).join('\n').slice(0, previewLength);
  const ellipsis = excerpt.length < prompt.length ? '\n…' : '';
  const size =
    lines.length === 1
      ? l10n.t`${prompt.length} characters in 1 line`
      : l10n.t`${prompt.length} characters in ${lines.length} lines`;
  return `${inlineCode(file)} · ${size}\n\n${fenced(excerpt + ellipsis)}`;
}

/** Longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
