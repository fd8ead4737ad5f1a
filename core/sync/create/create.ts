import * as l10n from '@vscode/l10n';
import { parseAgent } from '#language/syntax/document';
import { type TextEdit, editAgent } from '#language/syntax/edit';
import { type Json, type JsonObject, propertyOf, toJsonText } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { afterWrite } from '../afterWrite';
import { linkOf, agentDisplayName, readAgentText } from '../content/agentText';
import { comparableContent } from '../content/canonical';
import { failureOutcome, mayHaveBeenReceived } from '../failures';
import { unresolvedPrompts } from '../promptFiles/references';
import { resolveSecrets } from '../secrets/resolve';
import { setIn } from '../content/paths';
import type { Discrepancy } from '../outcomes';
import type { BlockCause, SecretStep } from '../model';
import type { ApiResult, ApiFailure, Cancellation, SyncPorts } from '../ports';
import { type Rejection, readRejections } from '../rejections';
import { secretStringsIn } from '../secrets/detect';
import type { ResolvedSecrets } from '../secrets/plan';
import { pagesOf } from '../pages';
import { baselineAfterWrite } from '../push/baselineAfterWrite';
import { noDiscrepancy, discrepancyOf } from '../push/verify';

/** One complete POST. */
export interface CreatePlan {
  readonly agentName: string;
  /** What is sent, with secrets in plain text: only for the request. */
  readonly body: JsonObject;
  /** The same without secrets, for the user interface. */
  readonly display: JsonObject;
  readonly secrets: readonly SecretStep[];
}

export type CreateOutcome =
  | {
      readonly kind: 'created';
      readonly agentName: string;
      readonly id: string;
      /** False: the file changed in the meantime, so the id still has to be written into it. */
      readonly linked: boolean;
      /** How the new agent differs from what was sent, if it could be read. */
      readonly discrepancy: Discrepancy;
    }
  | { readonly kind: 'already-linked' }
  | { readonly kind: 'blocked'; readonly causes: readonly BlockCause[] }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] }
  /** The response was lost, and the list doesn't have exactly one new agent of this name. It is not sent again. */
  | { readonly kind: 'unknown'; readonly agentName: string; readonly failure: ApiFailure }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'canceled' };

export interface CreateOptions {
  readonly schema: AgentSchema;
  /** Properties that are only set on creation, such as the project. */
  readonly creationProperties: JsonObject;
  confirm(plan: CreatePlan): Promise<boolean>;
  readonly cancellation?: Cancellation;
}

/**
 * Creates the agent that a file without an id describes, and writes the id into the file. After a lost response the list is
 * checked before anything is sent again, so that the agent is not created twice.
 */
export async function createAgent(ports: SyncPorts, options: CreateOptions): Promise<CreateOutcome> {
  const { schema, cancellation } = options;
  const text = await ports.file.read();
  const read = readAgentText(text);
  if (!read.ok) return { kind: 'blocked', causes: [read.cause] };
  const link = linkOf(ports.agents.origin, read.agent);
  if (link.ok) return { kind: 'already-linked' };
  if (link.cause.kind !== 'unlinked') return { kind: 'blocked', causes: [link.cause] };
  const prompts = await unresolvedPrompts(schema, ports.file, read.agent);
  if (prompts.length > 0) return { kind: 'blocked', causes: prompts };
  const unlinked = { origin: ports.agents.origin, id: '' };
  const secrets = await resolveSecrets(schema, ports.secrets, { agent: read.agent, link: unlinked });
  if (!secrets.ok) return { kind: 'blocked', causes: secrets.causes };
  const { resolved, unresolved } = secrets.value;
  if (unresolved.length > 0) return { kind: 'blocked', causes: unresolved.map(({ cause }) => cause) };

  const plan = planCreate(schema, read.agent, options.creationProperties, resolved);
  if (!(await options.confirm(plan))) return { kind: 'canceled' };
  const sameNameIds = await idsByName(ports, plan, cancellation);
  if (!sameNameIds.ok) return failureOutcome(sameNameIds.failure);
  if (cancellation?.aborted) return { kind: 'canceled' };
  const response = await ports.agents.create(plan.body, cancellation);
  const failure = response.ok ? noId() : response.failure;
  const created = response.ok ? await createdAgent(ports, plan, response.value) : undefined;
  const newAgent = created ?? (await onlyNewAgent(ports, plan, sameNameIds.value, failure));
  if (newAgent) return linkCreated(ports, options, plan, { text, ...newAgent, resolved });
  return creationFailure(schema, plan, failure);
}

function noId(): ApiFailure {
  return { kind: 'unexpected', reason: l10n.t('no "id" in the response'), sent: true };
}

/** Plans the POST for a file without an id. */
function planCreate(
  schema: AgentSchema,
  file: JsonObject,
  creationProperties: JsonObject,
  resolved: ResolvedSecrets,
): CreatePlan {
  const display = { ...comparableContent(schema, file), ...creationProperties };
  const secrets = [...resolved.values()].filter(({ value }) => value !== null);
  return {
    agentName: agentDisplayName(file, { origin: '', id: '' }),
    body: secrets.reduce((all, { path, value }) => setIn(all, path, value), display),
    display,
    secrets: secrets.map(({ path, source }) => ({ path, action: 'set', source })),
  };
}

/** The edits that link a file to an agent, and to its project where that is known: it decides which API key is used. */
export function linkEdits(text: string, id: Json, project?: Json): TextEdit[] {
  const link = { path: ['id'], value: id, isFirst: true };
  return editAgent(
    parseAgent(text),
    project === undefined ? [link] : [link, { path: ['project'], value: project }],
  );
}

/** A new agent, read after its creation. */
interface Created {
  readonly id: Json;
  readonly readBack: ApiResult<JsonObject>;
}

/** The agent with the id of the response, unless there is none or it has another name. */
async function createdAgent(
  { agents }: SyncPorts,
  { agentName }: CreatePlan,
  response: JsonObject,
): Promise<Created | undefined> {
  const id = idIn(response);
  if (id === undefined) return undefined;
  const readBack = await agents.get(toJsonText(id));
  const isOtherAgent = readBack.ok
    ? propertyOf(readBack.value, 'agent_name') !== agentName
    : readBack.failure.kind === 'notFound';
  return isOtherAgent ? undefined : { id, readBack };
}

async function linkCreated(
  ports: SyncPorts,
  { schema, creationProperties }: CreateOptions,
  plan: CreatePlan,
  { text, id, readBack, resolved }: Created & { readonly text: string; readonly resolved: ResolvedSecrets },
): Promise<CreateOutcome> {
  const link = { origin: ports.agents.origin, id: toJsonText(id) };
  const discrepancy = readBack.ok
    ? discrepancyOf(schema, { ...plan, basedOn: { remote: {}, lastSent: new Map() } }, readBack.value)
    : noDiscrepancy;
  // The baseline first: views show a file with an unknown ID as deleted.
  if (readBack.ok) {
    const file = comparableContent(schema, plan.display);
    const write = { body: plan.body, file, changes: [], readBack: readBack.value };
    const { mismatches } = discrepancy;
    await ports.baselines.put(link, baselineAfterWrite(schema, { ...write, mismatches }));
  }
  const edits = linkEdits(text, id, propertyOf(creationProperties, 'project'));
  const writeLink = () => ports.file.edit(edits, text);
  const linked = (await afterWrite(ports, 'change the file', writeLink, 'stale')) === 'done';
  const record = async () => {
    for (const [pointer, { value }] of resolved) {
      if (!discrepancy.lostSecrets.includes(pointer))
        await ports.secrets.recordSent(link, pointer, toJsonText(value));
    }
  };
  await afterWrite(ports, 'record the secrets', record, undefined);
  return { kind: 'created', agentName: plan.agentName, id: link.id, linked, discrepancy };
}

/** The only new agent of this name; undefined if there is none or more than one. */
async function onlyNewAgent(
  ports: SyncPorts,
  plan: CreatePlan,
  before: ReadonlyMap<string, Json>,
  failure: ApiFailure,
): Promise<Created | undefined> {
  if (!mayHaveBeenReceived(failure)) return undefined;
  // Not cancelable: after a request is sent, its result must be determined.
  const after = await idsByName(ports, plan, undefined);
  if (!after.ok) return undefined;
  const [first, ...others] = [...after.value].filter(([key]) => !before.has(key));
  if (!first || others.length > 0) return undefined;
  const [digits, id] = first;
  return { id, readBack: await ports.agents.get(digits) };
}

/** The agents of exactly this name, by the digits of their ids. */
async function idsByName(
  { agents }: SyncPorts,
  { agentName, display }: CreatePlan,
  cancellation: Cancellation | undefined,
): Promise<ApiResult<ReadonlyMap<string, Json>>> {
  const agentsById = new Map<string, Json>();
  const project = propertyOf(display, 'project');
  const filter = { search: agentName, ...(project !== undefined && { project: toJsonText(project) }) };
  for await (const page of pagesOf(agents, filter, cancellation)) {
    if (!page.ok) return page;
    for (const agent of page.value.agents) {
      const id = idIn(agent);
      if (id !== undefined && propertyOf(agent, 'agent_name') === agentName)
        agentsById.set(toJsonText(id), id);
    }
  }
  return { ok: true, value: agentsById };
}

function idIn(agent: JsonObject): Json | undefined {
  return linkOf('', agent).ok ? propertyOf(agent, 'id') : undefined;
}

function creationFailure(
  schema: AgentSchema,
  { agentName, body }: CreatePlan,
  failure: ApiFailure,
): CreateOutcome {
  if (failure.kind === 'rejected') {
    const rejections = readRejections(failure.body, secretStringsIn(schema, body));
    return { kind: 'rejected', rejections };
  }
  return mayHaveBeenReceived(failure) ? { kind: 'unknown', agentName, failure } : failureOutcome(failure);
}
