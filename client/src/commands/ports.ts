import type * as vscode from 'vscode';
import type { SyncPorts } from '../sync/ports';
import { DocumentFile } from '../vscode/agentFile';
import type { Busy } from '../vscode/busy';
import { AskInEditor } from '../vscode/confirm';
import type { Parts } from './parts';

/** What syncing one file needs from outside, tied to this editor. */
export function portsFor(parts: Parts, file: vscode.Uri, busy: Busy): SyncPorts {
  const { remote, baselines, secrets, evidence, previews, log } = parts;
  const confirm = new AskInEditor(previews, secrets, busy);
  return {
    agents: remote.api,
    file: new DocumentFile(file),
    baselines,
    secrets,
    evidence,
    confirm,
    log,
  };
}
