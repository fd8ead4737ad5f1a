import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { AgentLink, SyncPorts } from '#sync/ports';
import type { SyncOptions } from '#sync/push/apply';
import { findLink } from '../../editor/agentLink';
import { ProgressNotification } from '../../ui/progress';
import { type Services, refreshStates } from './services';
import { syncPorts } from './syncPorts';
import { type Target, destinationOf, projectDirectory } from './target';

/** A push, pull or rollback, which uses the given ports. */
export type Sync<Result> = (ports: SyncPorts, options: SyncOptions) => Promise<Result>;

/** The title of a file's progress, with project and host. */
export type ProgressTitle = (file: string, destination: string) => string;

/** Syncs one file with cancelable progress. Refreshes the states of all files afterwards. */
export async function syncOne<Result>(
  services: Services,
  document: vscode.TextDocument,
  target: Target,
  title: ProgressTitle,
  sync: Sync<Result>,
): Promise<Result> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const progress = new ProgressNotification(title(name, destinationOf(target)));
  try {
    const { cancellation } = progress;
    const projects = await projectDirectory(services);
    const ports = syncPorts(services, target, document.uri, progress);
    return await sync(ports, { schema: agentSchema, cancellation, projects });
  } finally {
    progress.dispose();
    refreshStates(services);
  }
}

/** Runs `act` while no other sync uses the file or its agent; throws a UserError if one does. */
export function whileLocked<T>(
  { api, locks }: Services,
  document: vscode.TextDocument,
  act: () => Promise<T>,
): Promise<T> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const link = findLink(document.getText(), api.address.origin);
  const underAgentLock = link ? () => locks.whileLocked(agentKey(link), name, act) : act;
  return locks.whileLocked(`file ${document.uri.toString()}`, name, underAgentLock);
}

function agentKey({ origin, id }: AgentLink): string {
  return `agent ${origin} ${id}`;
}
