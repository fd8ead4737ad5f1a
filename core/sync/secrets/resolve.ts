import { type JsonObject, toJsonText, toPointer } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readReference } from '#language/secrets/secrets';
import { readAgentText, linkOf } from '../content/agentText';
import { replaced } from '../content/paths';
import type { BlockCause, SecretSource } from '../model';
import type { AgentLink, Secrets, SyncPorts } from '../ports';
import {
  type ReferencePlace,
  type SecretPlace,
  type Supplied,
  type SuppliedSecrets,
  faultsOf,
  gapsIn,
  referencesIn,
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
  const { path } = place;
  const pointer = toPointer(path);
  const references = referencesIn(place);
  let { value } = place;
  for (const one of references) {
    const resolved = await resolve(secrets, link, one);
    if (typeof resolved !== 'string') return resolved;
    value = replaced(value, one.path.slice(path.length), resolved) ?? value;
  }
  const [only, ...others] = references;
  const source: SecretSource =
    only && others.length === 0 ? { kind: 'reference', reference: only.reference } : { kind: 'literal' };
  return { path, value, source, sentBefore: await secrets.wasSent(link, pointer, toJsonText(value)) };
}

/** The value behind one reference, or why it can't be sent. */
async function resolve(
  secrets: Secrets,
  link: AgentLink,
  { path, reference }: ReferencePlace,
): Promise<string | BlockCause> {
  const pointer = toPointer(path);
  const resolved = await secrets.resolve({ link, pointer, reference });
  if (resolved.kind === 'refused') return { kind: 'refused-reference', pointer, reference };
  // What stands behind a reference can be as empty, as masked or as much of a reference as what stands in a file.
  const isFit =
    resolved.kind === 'value' &&
    faultsOf([{ path, value: resolved.value }]).length === 0 &&
    !readReference(resolved.value);
  return isFit ? resolved.value : { kind: 'missing-reference', pointer, reference };
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
