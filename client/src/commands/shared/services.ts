import type { RetentionStore } from '#sync/ports';
import type { ServerErrors } from '../../editor/serverErrors';
import type { PromptPages } from '../../prompts/promptPages';
import type { ApiClientProvider } from '../../state/apiClient';
import type { StoredBaselines } from '../../state/baselines';
import type { Credentials } from '../../state/credentials';
import type { LastProjects } from '../../state/projects';
import type { StoredSecrets } from '../../state/secrets';
import type { SyncLocks } from '../../state/syncLocks';
import type { Previews } from '../../ui/previews';
import type { Conflicts } from '../../views/conflicts';
import type { AgentSourceControl } from '../../views/sourceControl';
import type { Status } from '../../views/statusBar';
import type { EditingServices } from './command';

/** What the extension is made of, as the commands see it. */
export interface Services extends EditingServices {
  readonly credentials: Credentials;
  readonly api: ApiClientProvider;
  readonly baselines: StoredBaselines;
  readonly secretRetention: RetentionStore;
  readonly secrets: StoredSecrets;
  readonly projects: LastProjects;
  readonly locks: SyncLocks;
  readonly previews: Previews;
  readonly promptPages: PromptPages;
  readonly serverErrors: ServerErrors;
  readonly status: Status;
  readonly sourceControl: AgentSourceControl;
  readonly conflicts: Conflicts;
}

/** Shows the state of all files anew, after something that may have changed it. */
export function refreshStates({ status, sourceControl, conflicts }: Services): void {
  status.refresh();
  conflicts.refresh();
  void sourceControl.refresh();
}
