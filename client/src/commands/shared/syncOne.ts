import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { SyncOptions } from '#sync/push/apply';
import type { Message } from '#sync/messages/describe';
import type { BlockCause } from '#sync/model';
import type { ApiFailure, SyncPorts } from '#sync/ports';
import { Busy } from '../../ui/progress';
import { type Parts, refreshStates } from './services';
import { portsFor } from './ports';
import { revealCause } from './reveal';
import { type Button, at, commandButton, tell } from '../../ui/notify';

/** A push or a pull: plans, asks and acts through the ports it is given. */
export type Sync<Outcome> = (ports: SyncPorts, options: SyncOptions) => Promise<Outcome>;

/** What the progress of a file says, with the host. */
export type Title = (file: string, host: string) => string;

/**
 * Syncs one file, with progress that can be cancelled, and shows how it ended. However it ends, the marks of all files
 * are brought up to date. `title`: what the progress says.
 */
export async function syncOne<Outcome>(
  parts: Parts,
  document: vscode.TextDocument,
  { title, sync }: { readonly title: Title; readonly sync: Sync<Outcome> },
  show: (outcome: Outcome) => Promise<void>,
): Promise<Outcome> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const busy = new Busy(title(name, parts.remote.address.host));
  try {
    const { cancellation } = busy;
    const ports = portsFor(parts, document.uri, busy);
    const outcome = await sync(ports, { schema: agentSchema, cancellation });
    await show(outcome);
    return outcome;
  } finally {
    busy.dispose();
    refreshStates(parts);
  }
}

/** Says how it ended: at the place in the file that stopped it, and with the host where the host had a part in it. */
export async function sayHowItEnded(
  { remote }: Parts,
  document: vscode.TextDocument,
  outcome: { readonly kind: string; readonly causes?: readonly BlockCause[] },
  message: Message,
  buttons: readonly Button[],
): Promise<void> {
  if (outcome.causes) await revealCause(document, outcome.causes[0]);
  const isLocal = outcome.kind === 'blocked' || outcome.kind === 'stale';
  tell(isLocal ? message : at(remote.address.host, message), buttons);
}

/** What helps after a request that failed. */
export function afterFailure({ kind }: ApiFailure, command: string, file: vscode.Uri): Button {
  return kind === 'unauthorized'
    ? commandButton(l10n.t('Set API Key…'), 'agentJson.setApiKey')
    : commandButton(l10n.t('Try Again'), command, file);
}
