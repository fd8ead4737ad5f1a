import type * as vscode from 'vscode';
import type { Secrets, SyncPorts } from '#sync/ports';
import { DocumentFile } from '../../editor/agentFile';
import type { Busy } from '../../ui/progress';
import { AskInEditor } from '../../ui/confirm';
import type { Parts } from './services';

/** What syncing one file needs from outside, tied to this editor. */
export function portsFor(parts: Parts, file: vscode.Uri, busy: Busy): SyncPorts {
  const { remote, baselines, secrets, evidence, previews, log } = parts;
  const confirm = new AskInEditor(previews, secrets, busy);
  return {
    agents: remote.api,
    file: new DocumentFile(file),
    baselines: baselines.for(file),
    secrets: askingAside(secrets, busy),
    evidence,
    confirm,
    log,
  };
}

/** Resolving may ask the user; the progress steps aside meanwhile. */
function askingAside(secrets: Secrets, busy: Busy): Secrets {
  return {
    resolve: (use) => busy.while(() => secrets.resolve(use)),
    stored: (link, pointer) => secrets.stored(link, pointer),
    wasSent: (link, pointer, value) => secrets.wasSent(link, pointer, value),
    noteSent: (link, pointer, value) => secrets.noteSent(link, pointer, value),
    forget: (link, pointer) => secrets.forget(link, pointer),
  };
}
