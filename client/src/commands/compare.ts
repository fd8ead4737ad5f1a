import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentSchema } from '#language/schema/bundledSchema';
import type { JsonObject } from '#language/syntax/json';
import { linkOf, readAgentText } from '#sync/content/agentText';
import { describeBlock } from '#sync/messages/describeBlock';
import type { BlockCause, PullPlan } from '#sync/model';
import type { AgentLink } from '#sync/ports';
import { planPull } from '#sync/pull/planPull';
import { relevantProperties } from '#sync/relevantProperties';
import { unresolvedPrompts } from '#sync/promptFiles/references';
import { DocumentFile } from '../editor/documentFile';
import { actionButton } from '../ui/errorBoundary';
import { type Outcome, informationOutcome, notification, opened } from '../ui/outcome';
import { withProgress } from '../ui/progress';
import { completeWalkthroughStep } from '../views/walkthrough';
import { requireTarget } from './shared/apiKeys';
import { blockButtons } from './shared/blockButtons';
import type { CommandArgs } from './shared/commandArgs';
import { failureError } from './shared/failures';
import { revealCause } from './shared/reveal';
import type { Services } from './shared/services';
import { type Target, destinationOf } from './shared/target';
import { targetFile } from './shared/targetDocument';

/** Opens a diff of the file and the agent on Cekura if they differ. Only sends a GET, and saves nothing. */
export async function compare(services: Services, args: CommandArgs): Promise<Outcome> {
  const document = await targetFile(args);
  const file = new DocumentFile(document.uri);
  const text = await file.read();
  const { origin } = services.api.address;
  const read = readAgentText(text);
  if (!read.ok) return blockedOutcome(services, document, read.cause);
  const linked = linkOf(origin, read.agent);
  if (!linked.ok) return blockedOutcome(services, document, linked.cause);
  const [unresolved] = await unresolvedPrompts(agentSchema, file, read.agent);
  if (unresolved) return blockedOutcome(services, document, unresolved);
  const target = await requireTarget(services, document);

  const remote = await fetchAgent(target, linked.link);
  // The result of a first pull is the agent in the layout of the file, so that only real differences are shown.
  const plan = planPull({
    schema: agentSchema,
    link: linked.link,
    text,
    file: read.agent,
    remote: relevantProperties(agentSchema, read.agent, remote),
    baseline: undefined,
  });
  // One comparison per file: the previous one may show an outdated agent.
  await services.previews.close(document.uri);
  const show = () => showComparison(services, target, document, text, plan);
  completeWalkthroughStep('compare');
  if (plan.edits.length > 0) return show();
  const message = l10n.t`No differences: the file matches ${plan.agentName} on ${destinationOf(target)}.`;
  return informationOutcome(message, [actionButton(services.log, l10n.t('View Diff'), show)]);
}

async function fetchAgent(target: Target, link: AgentLink): Promise<JsonObject> {
  const title = l10n.t`Fetching agent ${link.id} (${destinationOf(target)})…`;
  const response = await withProgress(title, ({ cancellation }) => target.client.get(link.id, cancellation));
  if (!response.ok) throw failureError(target, response.failure);
  return response.value;
}

/** The right side is the file itself, so that it can be edited, or its text with the prompts if they are in other files. */
async function showComparison(
  { previews }: Services,
  target: Target,
  document: vscode.TextDocument,
  text: string,
  plan: PullPlan,
): Promise<Outcome> {
  const destination = destinationOf(target);
  const left = previews.add(l10n.t`${plan.agentName} on ${destination}`, plan.text);
  const right =
    text === document.getText() ? document.uri : previews.add(l10n.t`${plan.agentName} (with prompts)`, text);
  await previews.diff(left, right, l10n.t`${plan.agentName}: ${destination} ↔ local file`);
  return opened;
}

async function blockedOutcome(
  services: Services,
  document: vscode.TextDocument,
  cause: BlockCause,
): Promise<Outcome> {
  await revealCause(document, cause);
  const retry = () => vscode.commands.executeCommand('agentJson.compare', document.uri);
  const buttons = blockButtons(services, document.uri, [cause], retry);
  return notification({ level: 'error', text: describeBlock(cause) }, buttons);
}
