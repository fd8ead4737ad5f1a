import type { Connection } from './connection';
import type { Host } from './host';

/**
 * Ends the program with its client: as a success after a `shutdown`, as a failure where the client is just gone. Returns what ends it, for
 * other signs of that.
 */
export function endWithClient(connection: Connection, host: Pick<Host, 'exit'>): () => void {
  let isExpected = false;
  const end = () => host.exit(isExpected ? 0 : 1);
  connection.onRequest('shutdown', () => {
    isExpected = true;
    return null;
  });
  connection.onNotification('exit', end);
  connection.onClose(end);
  return end;
}
