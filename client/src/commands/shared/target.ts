import * as l10n from '@vscode/l10n';
import type { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import { targetName } from '#sync/messages/format';
import type { Message } from '#sync/messages/message';
import { type KeyRecord, type Project, projectOfKey, slotId } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import type { ApiClientProvider } from '../../state/apiClient';
import { destination } from '../../state/fileProjects';
import { withHost } from '../../ui/notify';

/** The API client and key for the requests of a file. */
export interface Target {
  readonly address: ApiAddress;
  readonly key: KeyRecord;
  readonly client: AgentApi;
  /** The project that the file names. */
  readonly fileProject: Project | undefined;
}

/** The stored keys of an address as of the start of a command, which uses one client for each. */
export class CommandKeys {
  private readonly clients = new Map<string, AgentApi>();

  constructor(
    private readonly api: ApiClientProvider,
    readonly address: ApiAddress,
    readonly records: readonly KeyRecord[],
  ) {}

  /** The target of requests with a key. `fileProject`: the project that the file names. */
  targetWith(key: KeyRecord, fileProject?: Project): Target {
    const id = slotId(key.slot);
    const client = this.clients.get(id) ?? this.api.clientFor(this.address, key.slot);
    this.clients.set(id, client);
    return { address: this.address, key, client, fileProject };
  }
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
