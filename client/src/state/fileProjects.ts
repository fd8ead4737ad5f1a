import type * as vscode from 'vscode';
import type { ApiAddress } from '#api/baseUrl';
import type { ReadAgent } from '#sync/content/agentText';
import {
  type KeyRecord,
  type Project,
  chooseKey,
  knownProjects,
  projectIn,
  projectOfKey,
} from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import type { Credentials } from './credentials';

/** The project of a file, with its name from the metadata of stored keys. */
export function namedProject(read: ReadAgent, keys: readonly KeyRecord[]): Project | undefined {
  const id = read.ok ? projectIn(read.agent) : undefined;
  return id === undefined ? undefined : knownProject(keys, id);
}

export function knownProject(keys: readonly KeyRecord[], id: string): Project {
  return knownProjects(keys).find((project) => project.id === id) ?? { id, name: '', configured: [] };
}

/** The project that a file names, else that of its key, one of the stored `keys`; undefined if unknown. Makes no request. */
export function projectOfFile(
  credentials: Credentials,
  keys: readonly KeyRecord[],
  { origin }: ApiAddress,
  file: vscode.Uri,
  read: ReadAgent,
): Project | undefined {
  const named = namedProject(read, keys);
  if (named) return named;
  const selected = credentials.selectedFor(origin, file.toString());
  const choice = chooseKey(keys, { project: undefined, selected });
  return choice.kind === 'key' ? projectOfKey(choice.record) : undefined;
}

/** The API URL for display, with the project: `Acme Production · api.cekura.ai`. */
export function withProjectName(address: ApiAddress, project: Project | undefined): ApiAddress {
  return project ? { ...address, host: destination(project, address.host) } : address;
}

export function destination(project: Project | undefined, host: string): string {
  return project ? `${projectName(project)} · ${host}` : host;
}
