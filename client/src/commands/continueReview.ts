import * as l10n from '@vscode/l10n';
import { type Outcome, continued, informationOutcome } from '../ui/outcome';
import type { CommandArgs } from './shared/commandArgs';
import type { Services } from './shared/services';

/** Continues the push or pull that is waiting for the review of a diff. */
export function continueReview(
  { previews }: Pick<Services, 'previews'>,
  { uri }: CommandArgs,
): Promise<Outcome> {
  const outcome = previews.continueReview(uri)
    ? continued
    : informationOutcome(l10n.t('No changes to review.'));
  return Promise.resolve(outcome);
}
