import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { readAgentText, linkOf } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describe';
import { noteworthy } from '#sync/relevantProperties';
import type { BlockCause } from '#sync/model';
import { planPull } from '#sync/pull/planPull';
import { failureSentence } from '#api/failures';
import { Busy } from '../ui/progress';
import { Refusal } from '../ui/userError';
import { tickOff } from '../views/walkthrough';
import { requireKey } from './apiKey';
import type { Parts } from './shared/services';
import { revealCause } from './shared/reveal';
import type { Started } from './shared/commandArgs';
import { targetFile } from './shared/targetDocument';
import { tell } from '../ui/notify';

/** Opens the agent on Cekura beside the file where they differ. Sends nothing but a GET. */
export async function compareFile(parts: Parts, started: Started): Promise<void> {
  const document = await targetFile(started);
  const fileText = document.getText();
  const { origin, host } = parts.remote.address;
  const read = readAgentText(fileText);
  if (!read.ok) return refuse(document, read.cause);
  const found = linkOf(origin, read.agent);
  if (!found.ok) return refuse(document, found.cause);
  await requireKey(parts);

  const { link } = found;
  const busy = new Busy(l10n.t`Fetching agent ${link.id} (${host})…`);
  const { cancellation } = busy;
  const remote = await parts.remote.api.get(link.id, cancellation).finally(() => busy.dispose());
  if (!remote.ok) {
    if (remote.failure.kind === 'cancelled') return;
    throw new Refusal(failureSentence(remote.failure, host), ['set-api-key']);
  }
  // What a first pull would make of the file is the agent in the file's own layout: only real differences show.
  const plan = planPull({
    ...{ schema: agentSchema, link, text: fileText, file: read.agent },
    ...{ remote: noteworthy(agentSchema, read.agent, remote.value), baseline: undefined },
  });
  // One comparison of a file at a time: the one before shows an agent that may have changed.
  await parts.previews.close(document.uri);
  const showBoth = async () => {
    const left = parts.previews.add(l10n.t`${plan.agentName} on ${host}`, plan.text);
    await parts.previews.diff(left, document.uri, l10n.t`${plan.agentName}: ${host} ↔ local file`);
  };
  tickOff('compare');
  if (plan.edits.length > 0) return showBoth();
  const text = l10n.t`No differences: the file matches ${plan.agentName} on ${host}.`;
  tell({ level: 'info', text }, [{ label: l10n.t('View Diff'), run: showBoth }]);
}

async function refuse(document: vscode.TextDocument, cause: BlockCause): Promise<never> {
  await revealCause(document, cause);
  throw new Refusal(describeBlock(cause), cause.kind === 'unlinked' ? ['create'] : []);
}
