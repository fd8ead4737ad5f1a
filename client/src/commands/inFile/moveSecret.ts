import type { Outcome } from '../../ui/outcome';
import type { CommandArgs } from '../shared/commandArgs';
import { moveSecretAt } from '../shared/moveToSecretStorage';
import type { Services } from '../shared/services';
import { targetFile } from '../shared/targetDocument';

/** Moves a secret out of the file: its value goes to secret storage, a reference stays. */
export async function moveSecret(services: Services, args: CommandArgs): Promise<Outcome> {
  return moveSecretAt(services, await targetFile(args), args.pointer ?? '');
}
