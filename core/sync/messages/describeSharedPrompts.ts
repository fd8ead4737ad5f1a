import * as l10n from '@vscode/l10n';
import type { SharedPrompt } from '../promptFiles/sharedPrompts';
import { shortNameList } from './format';

/** The question before a prompt file changes that other agents use as well. */
export function describeSharedPrompts(shared: readonly SharedPrompt[]): {
  readonly title: string;
  readonly details: readonly string[];
} {
  const files = shortNameList(shared.map(({ file }) => file));
  return {
    title: l10n.t`Also change ${files} for other agents?`,
    details: shared.map(({ file, agents }) => l10n.t`${file} is also used by ${shortNameList(agents)}.`),
  };
}
