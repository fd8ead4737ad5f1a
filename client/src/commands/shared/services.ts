import type { RetentionStore } from '#sync/ports';
import type { ServerErrors } from '../../editor/serverErrors';
import type { PromptDocumentProvider } from '../../prompts/promptDocumentProvider';
import type * as vscode from 'vscode';
import type { AgentStates } from '../../state/agentStates';
import type { ApiClientProvider } from '../../state/apiClient';
import type { StoredBaselines } from '../../state/baselines';
import type { Credentials } from '../../state/credentials';
import type { History } from '../../state/history';
import type { LastProjects } from '../../state/projects';
import type { StoredPulls } from '../../state/pulls';
import type { StoredSecrets } from '../../state/secrets';
import type { SyncLocks } from '../../state/syncLocks';
import type { Previews } from '../../ui/previews';
import { type ProgressNotification, withProgress } from '../../ui/progress';
import type { Conflicts } from '../../views/conflicts';
import type { EditingServices } from './command';

export interface Services extends EditingServices {
  readonly credentials: Credentials;
  readonly api: ApiClientProvider;
  readonly baselines: StoredBaselines;
  readonly secretRetention: RetentionStore;
  readonly secrets: StoredSecrets;
  readonly projects: LastProjects;
  /** Between windows. */
  readonly fileLocks: SyncLocks;
  /** Between windows and the command line. */
  readonly agentLocks: SyncLocks;
  readonly history: History;
  readonly pulls: StoredPulls;
  readonly logFolder: vscode.Uri;
  readonly previews: Previews;
  readonly promptDocuments: PromptDocumentProvider;
  readonly serverErrors: ServerErrors;
  readonly states: AgentStates;
  readonly conflicts: Conflicts;
}

/** Runs a sync with cancelable progress, and updates the states of all files afterward. */
export async function syncWithProgress<T>(
  services: Services,
  title: string,
  sync: (progress: ProgressNotification) => Promise<T>,
): Promise<T> {
  return withProgress(title, sync).finally(() => refreshStates(services));
}

/** Updates the states of all files after a possible change. */
export function refreshStates({ states, conflicts }: Services): void {
  void conflicts.refresh();
  void states.refresh();
}
