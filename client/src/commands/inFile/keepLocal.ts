import { agentSchema } from '#language/schema/bundledSchema';
import { resolveWithLocal } from '#sync/conflicts';
import type { Outcome } from '../../ui/outcome';
import type { CommandArgs } from '../shared/commandArgs';
import { conflictAt, nextConflict, updateBaseline } from '../shared/conflicts';
import type { Services } from '../shared/services';

/** Resolves a conflict with the local value. Nothing is sent; the next push asks before it overwrites the remote value. */
export async function keepLocal(services: Services, args: CommandArgs): Promise<Outcome> {
  const { document, conflict } = await conflictAt(services, args);
  await updateBaseline(services, document, (baseline) => resolveWithLocal(agentSchema, baseline, conflict));
  return nextConflict(services, document);
}
