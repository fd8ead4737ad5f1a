import { stackWithoutMessage } from '#language/text/errorStack';
import type { SyncPorts } from './ports';

/** Runs a step after a write. If it fails, that is logged, because the user must still get the result of the write. */
export async function afterWrite<T>(
  { log }: Pick<SyncPorts, 'log'>,
  what: string,
  step: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    log.warn(`Could not ${what} after a write: ${stackWithoutMessage(error)}`);
    return otherwise;
  }
}
