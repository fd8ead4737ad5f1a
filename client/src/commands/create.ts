import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { explainWrongProject } from '#api/keyFailures';
import { agentSchema } from '#language/schema/bundledSchema';
import type { JsonObject } from '#language/syntax/json';
import { createAgent } from '#sync/create/create';
import { projectIn } from '#sync/projects/keys';
import { resolveSecrets } from '#sync/secrets/resolve';
import type { Outcome } from '../ui/outcome';
import { UserError } from '../ui/userError';
import { requireKeys, targetOfProject } from './shared/apiKeys';
import type { CommandArgs } from './shared/commandArgs';
import { CreateQuestion } from './shared/createQuestion';
import { placementOf } from './shared/createOptions';
import { createResult, linkedToNamesake } from './shared/createResult';
import { enterMissingSecrets, enterableReferences } from './shared/missingSecrets';
import { readyToSend } from './shared/prePushChecks';
import { chooseProject } from './shared/projectPicker';
import { requireAgent } from './shared/requireAgent';
import { type Services, syncWithProgress } from './shared/services';
import { whileLocked } from './shared/syncOne';
import { syncPorts } from './shared/syncPorts';
import { type Target, destinationOf } from './shared/target';
import { requireTrust, targetFile } from './shared/targetDocument';

/** Creates the agent that the file describes, or links the file to one of the same name. Writes the id into the file. */
export async function create(services: Services, args: CommandArgs): Promise<Outcome> {
  requireTrust();
  const document = await readyToSend(await targetFile(args), 'create');
  const agent = requireAgent(document.getText());
  const keys = await requireKeys(services);
  return whileLocked(services, document, async () => {
    await enterUnsetSecrets(services, agent);
    const placement = placementOf(agentSchema, agent);
    const creationProperties =
      Object.keys(placement).length > 0 ? placement : await chooseProject(services, keys);
    const target = await targetOfProject(services, keys, document.uri, projectIn(creationProperties));
    const wrongProject = explainWrongProject(target.key, target.fileProject);
    if (wrongProject !== undefined) throw new UserError(wrongProject, ['set-api-key']);
    return createWith(services, target, document, creationProperties);
  });
}

/** Asks for all unset secrets at once, before other questions. Remaining ones are reported when the agent is created. */
async function enterUnsetSecrets(services: Services, agent: JsonObject): Promise<void> {
  const { api, secrets } = services;
  const link = { origin: api.address.origin, id: '' };
  const resolution = await resolveSecrets(agentSchema, secrets, { agent, link });
  const causes = resolution.ok ? resolution.value.unresolved.map(({ cause }) => cause) : resolution.causes;
  const missing = enterableReferences(causes);
  if (missing.length > 0) await enterMissingSecrets(services, missing);
}

async function createWith(
  services: Services,
  target: Target,
  document: vscode.TextDocument,
  creationProperties: JsonObject,
): Promise<Outcome> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const title = l10n.t`Creating ${name} (${destinationOf(target)})…`;
  return syncWithProgress(services, title, async (progress) => {
    const question = new CreateQuestion(target, progress);
    const outcome = await createAgent(syncPorts(services, target, document.uri, progress), {
      schema: agentSchema,
      creationProperties,
      confirm: (plan) => question.ask(plan),
      cancellation: progress.cancellation,
    });
    return question.namesake === undefined
      ? createResult(services, target, document, outcome)
      : linkedToNamesake(document.uri, question.namesake);
  });
}
