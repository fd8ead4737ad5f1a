import * as l10n from '@vscode/l10n';
import { toPointer } from '#language/syntax/json';
import type { NewAgentPlan } from '../promote/newAgent';
import type { PromotionPlan } from '../promote/planPromotion';
import type { Question } from './describeQuestion';
import { omittedSentence, sentenceAboutAll, sizeSentences } from './format';

/** The two files of a promotion in messages. */
export interface PromotionNames {
  readonly source: string;
  readonly target: string;
}

/** The question before a promotion. Contains no values. */
export function describePromotion(plan: PromotionPlan, { source, target }: PromotionNames): Question {
  const count = plan.changes.length;
  return {
    title:
      count === 1
        ? l10n.t`Promote 1 change from ${source} to ${target}?`
        : l10n.t`Promote ${count} changes from ${source} to ${target}?`,
    details: [
      ...sentenceAboutAll(
        plan.conflicts.map(({ path }) => toPointer(path)),
        (names) => l10n.t`Changed in both files: ${names}.`,
      ),
      ...(plan.isFirst
        ? [l10n.t('First promotion between these files: source values replace target values.')]
        : []),
      ...sentenceAboutAll(plan.removedProperties, (names) => l10n.t`Removes from the file: ${names}.`),
      ...sentenceAboutAll(plan.keptEnvironment, (names) => l10n.t`Kept in the target: ${names}.`),
      ...sentenceAboutAll(plan.unsetEnvironment, unsetSentence),
      ...omittedSentence(plan),
      ...sizeSentences(plan.changes),
    ],
    action: count === 1 ? l10n.t('Promote 1 Change') : l10n.t`Promote ${count} Changes`,
  };
}

/** The question before a file for a new agent is written. */
export function describeNewAgent(plan: NewAgentPlan, { source, target }: PromotionNames): Question {
  return {
    title: l10n.t`Create ${target} from ${source}?`,
    details: [...sentenceAboutAll(plan.unsetEnvironment, unsetSentence), ...omittedSentence(plan)],
    action: l10n.t('Create File'),
  };
}

function unsetSentence(names: string): string {
  return l10n.t`Not copied: ${names}. Set them in the target if needed.`;
}
