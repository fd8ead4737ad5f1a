import * as vscode from 'vscode';
import { agentSchema } from '../../../server/src/language/bundledSchema';
import { parseAgent } from '../../../server/src/language/document';
import { editAgent } from '../../../server/src/language/edit';
import { type JsonObject, memberOf, numberFromText, toJsonText } from '../../../server/src/language/json';
import { idOf } from '../api/answers';
import { failureSentence } from '../api/failures';
import { readAgentText } from '../sync/agentText';
import { contentOf } from '../sync/canonical';
import { describeBlock } from '../sync/describe';
import { supplySecrets } from '../sync/gather';
import type { AgentLink, Answer } from '../sync/ports';
import { readRejections } from '../sync/rejections';
import type { SuppliedSecrets } from '../sync/secretSteps';
import { DocumentFile } from '../vscode/agentFile';
import { Busy } from '../vscode/busy';
import { Refusal } from '../vscode/refusal';
import { requireKey } from './apiKey';
import { bodyForCreation, idsNamed, mayBeCreated, placementOf } from './creation';
import { isFitToPush } from './localProblems';
import { type Parts, refreshStates } from './parts';
import { chooseProject } from './project';
import type { Started } from './started';
import { requireTrust, saved, targetFile } from './target';
import { commandButton, tell } from './tell';

/** Creates the agent that the file describes, or links the file to one of the same name. Writes the id into the file. */
export async function createOnCekura(parts: Parts, started: Started): Promise<void> {
  requireTrust();
  const document = await saved(await targetFile(started));
  if (!document || !(await isFitToPush(document))) return;
  const text = document.getText();
  const agent = agentWithoutId(text);
  await requireKey(parts);

  const { host, origin } = parts.remote.address;
  const link = { origin, id: 'new' };
  const supplied = await supplySecrets(agentSchema, parts.secrets, { text, agent, link });
  if (!supplied.ok) throw new Refusal(supplied.causes.slice(0, 1).map(describeBlock).join(''));
  const project = placementOf(agentSchema, agent).length > 0 ? undefined : await chooseProject(parts);
  if (project === 'none') return;
  const name = nameIn(agent);
  const namesakes = await idsOf(parts, name);
  const decision = await decide(name, host, namesakes);
  if (decision === 'cancel') return;
  const file = new DocumentFile(document.uri);
  if (decision !== 'create') return linkTo(file, text, decision.id);

  const busy = new Busy(`Creating ${name} (${host})…`);
  try {
    const body = bodyForCreation(agentSchema, agent, supplied.value, project);
    const made = await createOnce(parts, name, body, namesakes, busy);
    if (!made.ok) {
      if (made.failure.kind === 'rejected')
        parts.rejections.show(document, readRejections(made.failure.body));
      throw new Refusal(failureSentence(made.failure, host), ['Set API Key']);
    }
    await linkTo(file, text, made.value);
    await remember(parts, { origin, id: made.value }, await file.read(), supplied.value);
    const created = { level: 'info', text: `Created ${name} on ${host} as agent ${made.value}.` } as const;
    tell(created, [commandButton('Compare', 'agentJson.compare', document.uri)]);
  } finally {
    busy.dispose();
    refreshStates(parts);
  }
}

function agentWithoutId(text: string): JsonObject {
  const read = readAgentText(text);
  if (!read.ok) throw new Refusal(describeBlock(read.cause));
  const id = memberOf(read.agent, 'id');
  if (id !== undefined && id !== null) {
    throw new Refusal(`The file names agent ${toJsonText(id)} already. Push it, or remove the "id" first.`);
  }
  return read.agent;
}

function nameIn(agent: JsonObject): string {
  const name = memberOf(agent, 'agent_name');
  return typeof name === 'string' ? name : '';
}

/** Ids of the agents of this name; throws a Refusal where that can't be found out. */
async function idsOf({ remote }: Parts, name: string): Promise<string[]> {
  const page = await remote.api.list({ search: name }, undefined);
  if (!page.ok) throw new Refusal(failureSentence(page.failure, remote.address.host), ['Set API Key']);
  return idsNamed(page.value, name);
}

type Decision = 'create' | 'cancel' | { readonly id: string };

async function decide(name: string, host: string, [namesake]: readonly string[]): Promise<Decision> {
  const create = namesake === undefined ? 'Create' : 'Create Another';
  const linking = `Link to ${namesake ?? ''}`;
  const detail =
    namesake === undefined
      ? 'All that the file says is sent, and the new id is written into it.'
      : `Agent ${namesake} has this name already. Linking writes its id into the file and sends nothing.`;
  const labels = namesake === undefined ? [create] : [linking, create];
  const options = { modal: true, detail };
  const chosen = await vscode.window.showInformationMessage(`Create ${name} on ${host}?`, options, ...labels);
  if (chosen === create) return 'create';
  return chosen === linking && namesake !== undefined ? { id: namesake } : 'cancel';
}

/** Sends one POST. Where its answer is lost, the agent is looked for by its name; it is never sent again. */
async function createOnce(
  { remote }: Parts,
  name: string,
  body: JsonObject,
  namesakes: readonly string[],
  busy: Busy,
): Promise<Answer<string>> {
  const made = await remote.api.create(body, busy.cancellation);
  if (made.ok) return { ok: true, value: idOf(made.value) ?? '' };
  if (!mayBeCreated(made.failure)) return made;
  const page = await remote.api.list({ search: name }, undefined);
  const fresh = page.ok ? idsNamed(page.value, name).filter((id) => !namesakes.includes(id)) : [];
  const [id] = fresh;
  if (id !== undefined && fresh.length === 1) return { ok: true, value: id };
  if (page.ok && fresh.length === 0) return made;
  throw new Refusal(
    `It is unclear whether ${name} was created. Look for it with Pull Agent from Cekura… first.`,
  );
}

async function linkTo(file: DocumentFile, text: string, id: string): Promise<void> {
  const edits = editAgent(parseAgent(text), [{ path: ['id'], value: numberFromText(id) }]);
  if (await file.edit(edits, text)) return;
  throw new Refusal(`The file changed meanwhile. Write "id": ${id} into it by hand.`);
}

/** What was just created counts as synced, its secrets as sent and its references as approved. */
async function remember(
  { remote, baselines, secrets }: Parts,
  link: AgentLink,
  text: string,
  supplied: SuppliedSecrets,
): Promise<void> {
  for (const [pointer, { value, source }] of supplied) {
    await secrets.noteSent(link, pointer, toJsonText(value));
    if (source.kind === 'reference') await secrets.approve({ link, pointer, reference: source.reference });
  }
  const [read, readBack] = [readAgentText(text), await remote.api.get(link.id)];
  if (!read.ok || !readBack.ok) return;
  await baselines.put(link, {
    file: contentOf(agentSchema, read.agent),
    remote: contentOf(agentSchema, readBack.value),
  });
}
