import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import { pull } from '#sync/pull/pull';
import { push } from '#sync/push/apply';
import { describePullOutcome, describePushOutcome } from '#sync/messages/describe';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import { Busy } from '../ui/progress';
import { placeOf } from '../ui/log';
import { Refusal } from '../ui/userError';
import { linkedFiles } from '../editor/workspaceAgents';
import { requireKey } from './apiKey';
import { errorsIn } from './shared/prePushChecks';
import { type Parts, refreshStates } from './shared/services';
import { portsFor } from './shared/ports';
import { markRefusals, sayAfterPush } from './push';
import { type FileResult, type Result, resultOf, summaryOf } from './shared/summary';
import { requireTrust } from './shared/targetDocument';
import { at, commandButton, sayingFailuresOf, tell } from '../ui/notify';

/** Pushes every agent file of the workspace that differs; each asks as it would alone. */
export async function pushAll(parts: Parts): Promise<void> {
  requireTrust();
  await forAll(parts, pushing, async (document, busy) => {
    const [problem] = errorsIn(document);
    if (problem) return { result: 'failed', why: problem.message };
    const outcome = await push(portsFor(parts, document.uri, busy), optionsFor(busy));
    const message = describePushOutcome(outcome, sayingFailuresOf(parts.remote.address.host));
    markRefusals(parts, document, outcome);
    // What the agent is now doesn't wait for the end, nor go by in a count: a secret may be lost.
    if (resultOf(outcome) === 'open') sayAfterPush(parts, document.uri, outcome, message);
    return ended(outcome, message.text);
  });
}

/** Pulls every agent file of the workspace. */
export async function pullAll(parts: Parts): Promise<void> {
  requireTrust();
  await forAll(parts, pulling, async (document, busy) => {
    const outcome = await pull(portsFor(parts, document.uri, busy), optionsFor(busy));
    return ended(outcome, describePullOutcome(outcome, sayingFailuresOf(parts.remote.address.host)).text);
  });
}

/** What is done to many files, in words. */
interface Task {
  readonly done: 'pushed' | 'pulled';
  /** What the progress says. */
  title(agents: number, host: string): string;
}

const pushing: Task = {
  done: 'pushed',
  title: (agents, host) =>
    agents === 1 ? l10n.t`Pushing 1 agent (${host})…` : l10n.t`Pushing ${agents} agents (${host})…`,
};

const pulling: Task = {
  done: 'pulled',
  title: (agents, host) =>
    agents === 1 ? l10n.t`Pulling 1 agent (${host})…` : l10n.t`Pulling ${agents} agents (${host})…`,
};

interface Ending {
  readonly result: Result;
  readonly why: string;
}

function ended(outcome: PushOutcome | PullOutcome, why: string): Ending {
  return { result: resultOf(outcome), why };
}

function optionsFor({ cancellation }: Busy) {
  return { schema: agentSchema, cancellation };
}

/** One after the other: any of them may have a question, and two at once would bury each other. */
async function forAll(
  parts: Parts,
  task: Task,
  act: (document: vscode.TextDocument, busy: Busy) => Promise<Ending>,
): Promise<void> {
  await requireKey(parts);
  const { host, origin } = parts.remote.address;
  const files = await linkedFiles(origin);
  if (files.length === 0)
    throw new Refusal(l10n.t('No linked agents in this workspace. Create or pull one first.'));
  const results: FileResult[] = [];
  const busy = new Busy(task.title(files.length, host));
  try {
    for (const { uri } of files) {
      const name = vscode.workspace.asRelativePath(uri);
      busy.say(l10n.t`${results.length + 1} of ${files.length}, ${name}`);
      const ending = await endingOf(uri, busy, act);
      parts.log.info(`${name}: ${ending.result}. ${ending.why}`);
      results.push({ name, result: ending.result });
    }
  } finally {
    busy.dispose();
    refreshStates(parts);
  }
  tell(at(host, summaryOf(task.done, results)), [commandButton(l10n.t('Show Log'), 'agentJson.showLog')]);
}

async function endingOf(
  uri: vscode.Uri,
  busy: Busy,
  act: (document: vscode.TextDocument, busy: Busy) => Promise<Ending>,
): Promise<Ending> {
  if (busy.cancellation.aborted) return { result: 'skipped', why: l10n.t('Not started (canceled).') };
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.isDirty) return { result: 'skipped', why: l10n.t('The file has unsaved changes.') };
    return await act(document, busy);
  } catch (error) {
    // One file that fails by a fault of ours must not keep the others from their turn.
    return { result: 'failed', why: error instanceof Refusal ? error.message : placeOf(error) };
  }
}
