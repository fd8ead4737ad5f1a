import { stackWithoutMessage } from '#language/text/errorStack';
import type { SyncPorts } from './ports';

/** Runs a step after a write. If it fails, that is logged, because the user must still get the result of the write. */
export async function afterWrite<T>(
  { log }: Pick<SyncPorts, 'log'>,
  action: string,
  step: () => Promise<T>,
  fallback: T,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    log.warn(`Could not ${action} after a write: ${stackWithoutMessage(error)}`);
    return fallback;
  }
}
