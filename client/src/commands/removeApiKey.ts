import * as l10n from '@vscode/l10n';
import { type Outcome, information } from '../ui/outcome';
import type { Services } from './shared/services';

/** Removes the API key of the address in the settings from this editor. */
export async function removeApiKey({ credentials, api }: Services): Promise<Outcome> {
  const { origin, host } = api.address;
  if ((await credentials.key(origin)) === undefined)
    return information(l10n.t`No API key is set for ${host}.`);
  await credentials.removeKey(origin);
  return information(l10n.t`Removed the API key for ${host}.`);
}
