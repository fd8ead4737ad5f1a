import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type PromptUse, promptUsesIn } from '../promptFiles/expand';
import { type PromptFile, promptFromFileText } from '../promptFiles/promptText';
import { redactCredentialsIn } from '../secrets/credentialPatterns';
import { containsOffset } from '../syntax/document';
import { fenceFor, inlineCode } from '../text/markdown';

/** The reference to a prompt file that contains `offset`. */
export function promptUseAt({ document, schema }: AnnotatedAgent, offset: number): PromptUse | undefined {
  return promptUsesIn(document, schema).find(({ span }) => containsOffset(span, offset));
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
  const text = excerpt + ellipsis;
  const fence = fenceFor(text, 3);
  return `${inlineCode(file)} · ${size}\n\n${fence}text\n${text}\n${fence}`;
}
