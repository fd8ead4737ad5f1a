import { knownProjects } from '#sync/projects/keys';
import type { ApiClientProvider } from './apiClient';
import type { Credentials } from './credentials';

/** Project ID → properties whose secret the project has stored for all its agents, according to the last verification of a key. */
export async function projectKeysOf(
  credentials: Credentials,
  { usableAddress: address }: ApiClientProvider,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const keys = address ? await credentials.records(address.origin) : [];
  return Object.fromEntries(knownProjects(keys).map(({ id, configured }) => [id, configured]));
}
