import type * as vscode from 'vscode';
import type { Secrets, SyncPorts } from '#sync/ports';
import { DocumentFile } from '../../editor/documentFile';
import { EditorConfirm } from '../../ui/confirm';
import type { ProgressNotification } from '../../ui/progress';
import { askAboutSharedPrompts } from '../../ui/sharedPromptQuestion';
import type { Services } from './services';
import type { Target } from './target';

/** The ports for syncing a file in this editor. */
export function syncPorts(
  services: Services,
  target: Target,
  file: vscode.Uri,
  progress: ProgressNotification,
): SyncPorts {
  const { baselines, secrets, secretRetention, previews, log } = services;
  return {
    agents: target.client,
    file: new DocumentFile(file, {
      ask: (shared) => progress.pauseDuring(() => askAboutSharedPrompts(shared)),
    }),
    baselines: baselines.for(file),
    secrets: pauseProgressWhile(secrets, progress),
    retention: secretRetention,
    confirm: new EditorConfirm(previews, secrets, progress),
    log,
  };
}

/** Resolving a secret may ask the user, so the progress is hidden meanwhile. */
function pauseProgressWhile(secrets: Secrets, progress: ProgressNotification): Secrets {
  return {
    resolve: (use) => progress.pauseDuring(() => secrets.resolve(use)),
    stored: (link, pointer) => secrets.stored(link, pointer),
    isLastSent: (link, pointer, value) => secrets.isLastSent(link, pointer, value),
    recordSent: (link, pointer, value) => secrets.recordSent(link, pointer, value),
    lastSent: (link) => secrets.lastSent(link),
    forget: (link, pointer) => secrets.forget(link, pointer),
  };
}
