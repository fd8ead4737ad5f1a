import * as l10n from '@vscode/l10n';
import { type Outcome, informationOutcome } from '../ui/outcome';
import type { EditingServices } from './shared/command';

/** Removes the schema update. */
export async function resetSchema({ schemaUpdates }: EditingServices): Promise<Outcome> {
  await schemaUpdates.store(undefined);
  return informationOutcome(l10n.t('The schema update was removed.'));
}
