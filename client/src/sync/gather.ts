import { type JsonObject, toJsonText, toPointer } from '../../../server/src/language/json';
import type { AgentSchema } from '../../../server/src/language/schema';
import { readAgentText, linkOf } from './agentText';
import type { BlockCause } from './plan';
import type { AgentLink, Secrets, SyncPorts } from './ports';
import {
  type SecretPlace,
  type Supplied,
  type SuppliedSecrets,
  faultsOf,
  gapsIn,
  referenceAt,
  secretsIn,
  secretsToKeep,
  secretsToStore,
} from './secretSteps';

/** A file that names its agent and holds nothing that must not be sent. */
export interface ReadyFile {
  readonly text: string;
  readonly agent: JsonObject;
  readonly link: AgentLink;
}

export type Gathered<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly causes: readonly BlockCause[] };

/** Reads the file and finds its agent. Asks nobody. */
export async function readFile(ports: SyncPorts): Promise<Gathered<ReadyFile>> {
  const text = await ports.file.read();
  const read = readAgentText(text);
  if (!read.ok) return { ok: false, causes: [read.cause] };
  const found = linkOf(ports.agents.origin, read.agent);
  return found.ok
    ? { ok: true, value: { text, agent: read.agent, link: found.link } }
    : { ok: false, causes: [found.cause] };
}

/** The file's secrets with their values. Nothing is resolved while the file holds what must not be sent. */
export async function supplySecrets(
  schema: AgentSchema,
  secrets: Secrets,
  { agent, link }: ReadyFile,
): Promise<Gathered<SuppliedSecrets>> {
  const places = secretsIn(schema, agent);
  const faults = [...gapsIn(schema, agent), ...faultsOf(places)];
  if (faults.length > 0) return { ok: false, causes: faults };
  const supplied = new Map<string, Supplied>();
  const causes: BlockCause[] = [];
  // One after the other: each may ask the user.
  for (const place of places) {
    const found = await supply(secrets, link, place);
    if ('value' in found) supplied.set(toPointer(place.path), found);
    else causes.push(found);
  }
  return causes.length > 0 ? { ok: false, causes } : { ok: true, value: supplied };
}

async function supply(secrets: Secrets, link: AgentLink, place: SecretPlace): Promise<Supplied | BlockCause> {
  const { path, value } = place;
  const pointer = toPointer(path);
  const reference = referenceAt(place);
  if (!reference) {
    const sentBefore = await secrets.wasSent(link, pointer, toJsonText(value));
    return { path, value, source: { kind: 'literal' }, sentBefore };
  }
  const resolved = await secrets.resolve({ link, pointer, reference });
  if (resolved.kind === 'refused') return { kind: 'refused-reference', pointer, reference };
  // What stands behind a reference can be as empty or as masked as what stands in a file.
  const isFit = resolved.kind === 'value' && faultsOf([{ path, value: resolved.value }]).length === 0;
  if (resolved.kind === 'missing' || !isFit || referenceAt({ path, value: resolved.value })) {
    return { kind: 'missing-reference', pointer, reference };
  }
  const sentBefore = await secrets.wasSent(link, pointer, toJsonText(resolved.value));
  return { path, value: resolved.value, source: { kind: 'reference', reference }, sentBefore };
}

/** Adds what the user stored for secrets that the file doesn't supply, whether the agent has them already or not. */
export async function addStored(
  schema: AgentSchema,
  secrets: Secrets,
  { agent, link }: Pick<ReadyFile, 'agent' | 'link'>,
  remote: JsonObject,
  supplied: SuppliedSecrets,
): Promise<SuppliedSecrets> {
  const all = new Map(supplied);
  for (const { path, state } of secretsToStore(schema, agent, remote, new Set(supplied.keys()))) {
    const pointer = toPointer(path);
    const value = await secrets.stored(link, pointer);
    if (value === undefined || faultsOf([{ path, value }]).length > 0) continue;
    const sentBefore = await secrets.wasSent(link, pointer, toJsonText(value));
    // What was sent once, and is gone or another now, was changed on Cekura since.
    if (sentBefore && (state.kind === 'absent' || state.kind === 'in-clear')) continue;
    all.set(pointer, { path, value, source: { kind: 'stored' }, sentBefore });
  }
  return all;
}

/** Adds values that the user typed in just now; throws nothing away but what must not be sent. */
export function addEntered(
  schema: AgentSchema,
  remote: JsonObject,
  supplied: SuppliedSecrets,
  entered: ReadonlyMap<string, string>,
): SuppliedSecrets {
  const all = new Map(supplied);
  for (const { path } of secretsToKeep(schema, remote, new Set(supplied.keys()))) {
    const value = entered.get(toPointer(path));
    if (value === undefined || faultsOf([{ path, value }]).length > 0) continue;
    all.set(toPointer(path), { path, value, source: { kind: 'entered' }, sentBefore: false });
  }
  return all;
}
