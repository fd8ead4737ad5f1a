import * as l10n from '@vscode/l10n';
import { type Outcome, status } from '../ui/outcome';
import type { EditingServices } from './shared/command';

export async function restartServer({ server }: EditingServices): Promise<Outcome> {
  await server.restart();
  return status(l10n.t('The Agent JSON language server was restarted.'));
}
