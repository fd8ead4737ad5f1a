import type { Evidence } from '../sync/ports';
import type { StoredBaselines } from '../vscode/baselines';
import type { Credentials } from '../vscode/credentials';
import type { Disputes } from '../vscode/disputes';
import type { Previews } from '../vscode/previews';
import type { PromptPages } from '../vscode/promptPages';
import type { Rejections } from '../vscode/rejections';
import type { Remote } from '../vscode/remote';
import type { StoredSecrets } from '../vscode/secrets';
import type { AgentSourceControl } from '../vscode/sourceControl';
import type { Status } from '../vscode/status';
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
  readonly disputes: Disputes;
}

/** Shows the state of files anew, after whatever may have changed it. */
export function refreshStates({ status, sourceControl, disputes }: Parts): void {
  status.refresh();
  disputes.refresh();
  void sourceControl.refresh();
}
