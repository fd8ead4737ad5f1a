import type { Evidence } from '#sync/ports';
import type { StoredBaselines } from '../../state/baselines';
import type { Credentials } from '../../state/credentials';
import type { Conflicts } from '../../views/conflicts';
import type { Previews } from '../../ui/previews';
import type { PromptPages } from '../../prompts/promptPages';
import type { Rejections } from '../../editor/serverErrors';
import type { Remote } from '../../state/apiClient';
import type { StoredSecrets } from '../../state/secrets';
import type { AgentSourceControl } from '../../views/sourceControl';
import type { Status } from '../../views/statusBar';
import type { EditingParts } from './command';

/** What the extension is made of, as the commands see it. */
export interface Parts extends EditingParts {
  readonly credentials: Credentials;
  readonly remote: Remote;
  readonly baselines: StoredBaselines;
  readonly evidence: Evidence;
  readonly secrets: StoredSecrets;
  readonly previews: Previews;
  readonly promptPages: PromptPages;
  readonly rejections: Rejections;
  readonly status: Status;
  readonly sourceControl: AgentSourceControl;
  readonly conflicts: Conflicts;
}

/** Shows the state of files anew, after whatever may have changed it. */
export function refreshStates({ status, sourceControl, conflicts }: Parts): void {
  status.refresh();
  conflicts.refresh();
  void sourceControl.refresh();
}
