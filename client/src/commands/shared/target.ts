import * as l10n from '@vscode/l10n';
import type { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import { targetName } from '#sync/messages/format';
import type { Message } from '#sync/messages/message';
import { type KeyRecord, type Project, projectOfKey } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import { destination } from '../../state/fileProjects';
import { withHost } from '../../ui/notify';
import type { Services } from './services';

/** The API client and key for the requests of a file. */
export interface Target {
  readonly address: ApiAddress;
  readonly key: KeyRecord;
  readonly client: AgentApi;
  /** The project that the file names. */
  readonly fileProject: Project | undefined;
}

/** The target of requests with a key. `fileProject`: the project that the file names. */
export function targetWith({ api }: Pick<Services, 'api'>, key: KeyRecord, fileProject?: Project): Target {
  return { address: api.address, key, client: api.clientFor(key.slot), fileProject };
}

/** The project of a target and its host, in messages: `Acme Production · api.cekura.ai`. */
export function destinationOf({ address, key, fileProject }: Target): string {
  return destination(fileProject ?? projectOfKey(key), address.host);
}

/** An agent with the project of a target, in messages: `Support Line in Acme Production`. */
export function nameInProject({ key, fileProject }: Target, agentName: string): string {
  const project = fileProject ?? projectOfKey(key);
  return targetName({ agentName, projectName: project && projectName(project) });
}

/** A message that ends with its project and host, unless it already contains them: the outcome comes first. */
export function withDestination({ address, key, fileProject }: Target, message: Message): Message {
  const project = fileProject ?? projectOfKey(key);
  const { text } = message;
  if (!project || [address.host, projectName(project)].some((name) => text.includes(name)))
    return withHost(address.host, message);
  return { ...message, text: l10n.t`${text} Project: ${destination(project, address.host)}.` };
}
