import * as l10n from '@vscode/l10n';
import { type Outcome, information } from '../ui/outcome';
import type { EditingServices } from './shared/command';

/** Goes back to the schema of the extension. */
export async function resetSchema({ schemaUpdates }: EditingServices): Promise<Outcome> {
  await schemaUpdates.store(undefined);
  return information(l10n.t('The schema update was removed.'));
}
