import * as l10n from '@vscode/l10n';
import { formatPointer } from '#language/secrets/redact';
import { toPointer } from '#language/syntax/json';
import { conflictText } from '#sync/messages/describeConflict';
import { type Outcome, opened } from '../../ui/outcome';
import type { CommandArgs } from '../shared/commandArgs';
import { conflictAt } from '../shared/conflicts';
import type { Services } from '../shared/services';

/** Shows both values of a conflict side by side. */
export async function compareValues(services: Services, args: CommandArgs): Promise<Outcome> {
  const { conflict } = await conflictAt(services, args);
  const { previews } = services;
  const name = formatPointer(toPointer(conflict.path));
  const left = previews.add(l10n.t`${name} on Cekura`, conflictText(conflict.remote));
  const right = previews.add(l10n.t`${name} (local file)`, conflictText(conflict.local));
  await previews.diff(left, right, l10n.t`${name}: Cekura ↔ local file`);
  return opened;
}
