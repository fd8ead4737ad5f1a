import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { Secrets, SyncPorts } from '#sync/ports';
import type { KeyRecord } from '#sync/projects/keys';
import { projectName } from '#sync/projects/names';
import type { SyncOptions } from '#sync/push/apply';
import { DocumentFile } from '../../editor/documentFile';
import { knownProject } from '../../state/fileProjects';
import { isProtectedProject } from '../../state/protectedProjects';
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
      confirmSharedPrompts: (shared) => progress.pauseDuring(() => askAboutSharedPrompts(shared)),
    }),
    baselines: baselines.for(file),
    secrets: pauseProgressWhile(secrets, progress),
    retention: secretRetention,
    confirm: new EditorConfirm(previews, secrets, progress),
    log,
  };
}

/** The options for a sync with this progress. `keys`: the stored keys, which name the projects. */
export function syncOptions(keys: readonly KeyRecord[], { cancellation }: ProgressNotification): SyncOptions {
  const projects = {
    nameOf: (id: string) => projectName(knownProject(keys, id)),
    isProtected: (id: string) => isProtectedProject(knownProject(keys, id)),
  };
  return { schema: agentSchema, cancellation, projects };
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
