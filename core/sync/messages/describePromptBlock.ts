import * as l10n from '@vscode/l10n';
import type { UnresolvedPrompt } from '../model';

/** Why a reference to a prompt file stopped a sync. */
export function describePromptBlock(property: string, file: string, error: UnresolvedPrompt): string {
  switch (error) {
    case 'not-allowed':
      return l10n.t`"${property}" contains a reference to a file (${file}), which only prompts can have.`;
    case 'nested':
      return l10n.t`The prompt file of "${property}" contains only another reference (${file}). Write the prompt into it.`;
    case 'invalid-path':
      return l10n.t`"${property}" refers to ${file}, which is not a relative path with forward slashes.`;
    case 'missing':
      return l10n.t`"${property}" refers to ${file}, which does not exist.`;
    case 'wrong-case':
      return l10n.t`"${property}" refers to ${file}, which differs from the file name in upper and lower case.`;
    case 'outside':
      return l10n.t`"${property}" refers to ${file}, which is outside the folder.`;
    case 'not-a-file':
      return l10n.t`"${property}" refers to ${file}, which is not a file.`;
    case 'not-text':
      return l10n.t`"${property}" refers to ${file}, which is not a .md, .markdown, or .txt file.`;
    case 'too-large':
      return l10n.t`"${property}" refers to ${file}, which is larger than 1 MB.`;
    case 'not-utf8':
      return l10n.t`"${property}" refers to ${file}, which is not valid UTF-8.`;
    case 'unreadable':
      return l10n.t`"${property}" refers to ${file}, which can't be read.`;
  }
}
