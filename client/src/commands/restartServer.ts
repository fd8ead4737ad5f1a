import * as l10n from '@vscode/l10n';
import { type Outcome, statusOutcome } from '../ui/outcome';
import type { EditingServices } from './shared/command';

export async function restartServer({ server }: EditingServices): Promise<Outcome> {
  await server.restart();
  return statusOutcome(l10n.t('The Agent JSON language server was restarted.'));
}
