import * as vscode from 'vscode';
import { agentResource } from '#files/lockFile';
import type { SyncPorts } from '#sync/ports';
import type { SyncOptions } from '#sync/push/apply';
import { findLink } from '../../editor/agentLink';
import { type Services, syncWithProgress } from './services';
import { syncOptions, syncPorts } from './syncPorts';
import { type Target, destinationOf } from './target';

/** Syncs one file. `title`: that of its progress, with project and host. `sync`: a push, pull or rollback. */
export async function syncOne<Result>(
  services: Services,
  document: vscode.TextDocument,
  target: Target,
  title: (file: string, destination: string) => string,
  sync: (ports: SyncPorts, options: SyncOptions) => Promise<Result>,
): Promise<Result> {
  const name = vscode.workspace.asRelativePath(document.uri);
  return syncWithProgress(services, title(name, destinationOf(target)), async (progress) => {
    const ports = syncPorts(services, target, document.uri, progress);
    const keys = await services.credentials.records(target.address.origin);
    return sync(ports, syncOptions(keys, progress));
  });
}

/** Runs `act` while no other sync uses the file or its agent; throws a UserError if one does. */
export function whileLocked<T>(
  { api, fileLocks, agentLocks }: Services,
  document: vscode.TextDocument,
  operation: () => Promise<T>,
): Promise<T> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const link = findLink(document.getText(), api.address.origin);
  const withAgentLock = link ? () => agentLocks.whileLocked(agentResource(link), name, operation) : operation;
  return fileLocks.whileLocked(`file ${document.uri.toString()}`, name, withAgentLock);
}
