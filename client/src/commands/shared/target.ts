import type { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import type { Message } from '#sync/messages/message';
import { type KeyRecord, type Project, projectOfKey } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import type { ProjectDirectory } from '#sync/push/project';
import { isProtectedProject } from '../../state/protectedProjects';
import { destination, knownProject } from '../../state/fileProjects';
import type { Services } from './services';

/** The API client and key for the requests of a file. */
export interface Target {
  readonly address: ApiAddress;
  readonly key: KeyRecord;
  readonly client: AgentApi;
  /** The project that the file names. */
  readonly fileProject: Project | undefined;
}

/** The project of a target and its host, in messages: `Acme Production · api.cekura.ai`. */
export function destinationOf({ address, key, fileProject }: Target): string {
  return destination(fileProject ?? projectOfKey(key), address.host);
}

/** A message prefixed with project and host, unless it contains the host. */
export function withDestination(target: Target, message: Message): Message {
  const { text } = message;
  return text.includes(target.address.host)
    ? message
    : { ...message, text: `${destinationOf(target)}: ${text}` };
}

/** Names and protection of the projects of an origin. */
export async function projectDirectory({
  api,
  credentials,
}: Pick<Services, 'api' | 'credentials'>): Promise<ProjectDirectory> {
  const keys = await credentials.records(api.address.origin);
  return {
    nameOf: (id) => projectName(knownProject(keys, id)),
    isProtected: (id) => isProtectedProject(knownProject(keys, id)),
  };
}
