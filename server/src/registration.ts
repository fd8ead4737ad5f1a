import type { Connection } from './connection';
import { type Report, inBackground } from './guard';

/** Asks the client to tell of something from now on. To be called where it says that it can be asked. */
export function register(
  connection: Connection,
  report: Report,
  method: string,
  registerOptions: object,
): void {
  // One registration per method: so its name is enough to tell them apart.
  const registrations = [{ id: method, method, registerOptions }];
  inBackground(
    report,
    `registering ${method}`,
    connection.sendRequest('client/registerCapability', { registrations }),
  );
}
