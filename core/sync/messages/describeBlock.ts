import * as l10n from '@vscode/l10n';
import { foreignFileMessage } from '#language/foreign/message';
import { describePromptFileError } from '#language/promptFiles/problems';
import type { UnwritableText } from '#language/promptFiles/promptText';
import { formatPointer } from '#language/secrets/redact';
import { referenceText } from '#language/secrets/secrets';
import type { BlockCause, TextLimit, UnresolvedPrompt } from '../model';
import type { ValueProblem } from '../secrets/valueProblem';

/** The message for the first cause, with the number of others. */
export function describeBlocks(causes: readonly BlockCause[]): string {
  const [first] = causes;
  const more = causes.length - 1;
  if (!first) return l10n.t('Nothing was sent.');
  return more > 0 ? l10n.t`${describeBlock(first)} (${more} more)` : describeBlock(first);
}

/** The reason why nothing was sent, and how to continue. */
export function describeBlock(cause: BlockCause): string {
  switch (cause.kind) {
    case 'too-deep':
      return l10n.t('The file is nested too deeply (more than 200 levels).');
    case 'too-large':
      return l10n.t('The file is too large to be read.');
    case 'unreadable-result':
      return unreadableResult(cause.exceededLimit);
    case 'unreadable':
      return l10n.t('The file is not valid JSON. Fix the syntax errors first.');
    case 'foreign':
      return foreignFileMessage(cause.file);
    case 'unlinked':
      return l10n.t(
        'The file has no "id", so it is not linked to an agent. Create the agent on Cekura or add its ID.',
      );
    case 'bad-id':
      return l10n.t('The file\'s "id" is not a valid agent ID. Expected an integer, as returned by Cekura.');
    default:
      return describePropertyBlock(cause);
  }
}

function describePropertyBlock(cause: Extract<BlockCause, { readonly pointer: string }>): string {
  const property = formatPointer(cause.pointer);
  switch (cause.kind) {
    case 'placeholder':
      return l10n.t`"${property}" is still a placeholder. Replace it first.`;
    case 'mask':
      return l10n.t`"${property}" contains a masked value. Remove it to keep the stored secret, or use a reference.`;
    case 'masked-value':
      return l10n.t`"${property}" contains a masked value. Remove it to keep the stored value, or enter the value.`;
    case 'empty-secret':
      return l10n.t`"${property}" is empty. Remove it to keep the stored secret, or set it to null to clear it.`;
    case 'invalid-reference':
      return l10n.t`Invalid reference in "${property}". The value must be \${env:NAME} or \${secret:NAME}.`;
    case 'invalid-value':
      return invalidValue(referenceText(cause.reference), property, cause.problem);
    case 'missing-reference':
      return l10n.t`${referenceText(cause.reference)}, used by "${property}", is not set. Set it, then try again.`;
    case 'unapproved-reference':
      return l10n.t`Nothing was sent: ${referenceText(cause.reference)} is not approved for "${property}".`;
    case 'prompt-file':
      return describePromptReference(property, cause.file, cause.error);
    case 'unwritable-prompt':
      return unwritablePrompt(property, cause.error);
    case 'conflict':
      return l10n.t`Conflict: "${property}" was changed locally and on Cekura. Choose which value to keep.`;
  }
}

function invalidValue(reference: string, property: string, problem: ValueProblem): string {
  switch (problem) {
    case 'line-break':
      return l10n.t`The value of ${reference}, used by "${property}", contains a line break.`;
    case 'control-character':
      return l10n.t`The value of ${reference}, used by "${property}", contains invisible characters.`;
    case 'spaces':
      return l10n.t`The value of ${reference}, used by "${property}", starts or ends with spaces.`;
    case 'quotes':
      return l10n.t`The value of ${reference}, used by "${property}", is in quotes. Remove them.`;
    case 'mask':
      return l10n.t`The value of ${reference}, used by "${property}", is masked.`;
    case 'reference':
      return l10n.t`The value of ${reference}, used by "${property}", is a reference itself.`;
  }
}

function describePromptReference(property: string, file: string, error: UnresolvedPrompt): string {
  switch (error) {
    case 'not-allowed':
      return l10n.t`"${property}" contains a file reference (${file}). Only prompts can be in a file.`;
    case 'nested':
      return l10n.t`The prompt file of "${property}" contains only another reference (${file}). Write the prompt into it.`;
    default:
      return describePromptFileError(error, file);
  }
}

function unwritablePrompt(property: string, error: UnwritableText): string {
  switch (error) {
    case 'too-large':
      return l10n.t`The new value of "${property}" is too large for a prompt file (more than 1 MB). Move the prompt back to the agent file, then try again.`;
    case 'not-utf8':
      return l10n.t`The new value of "${property}" contains characters that a UTF-8 file can't contain. Move the prompt back to the agent file, then try again.`;
  }
}

function unreadableResult(limit: TextLimit | undefined): string {
  switch (limit) {
    case 'too-deep':
      return l10n.t('Not pulled: the agent is nested too deeply for a file (more than 200 levels).');
    case 'too-large':
      return l10n.t('Not pulled: the agent is too large for a file.');
    case undefined:
      return l10n.t('Not pulled: the result would not be valid JSON.');
  }
}
