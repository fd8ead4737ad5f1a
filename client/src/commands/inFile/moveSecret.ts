import type { Outcome } from '../../ui/outcome';
import type { CommandArgs } from '../shared/commandArgs';
import { moveSecretAt } from '../shared/moveToSecretStorage';
import type { Services } from '../shared/services';
import { targetFile } from '../shared/targetDocument';

/** Moves a secret from the file to secret storage and replaces it with a reference. */
export async function moveSecret(services: Services, args: CommandArgs): Promise<Outcome> {
  return moveSecretAt(services, await targetFile(args), args.pointer ?? '');
}
