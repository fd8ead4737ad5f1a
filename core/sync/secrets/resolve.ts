import { type JsonObject, type Path, toJsonText, toPointer } from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { readAgentText, linkOf } from '../content/agentText';
import { replaceAt } from '../content/paths';
import type { BlockCause, MissingReference, SecretSource } from '../model';
import type { AgentLink, Secrets, SyncPorts } from '../ports';
import { unresolvedPrompts } from '../promptFiles/references';
import {
  type SecretReferenceAtPath,
  type SecretAtPath,
  maskedPaths,
  placeholderCauses,
  referencesIn,
  secretErrors,
  secretsIn,
} from './detect';
import { type ResolvedSecret, type ResolvedSecrets, secretsToKeep, storableSecrets } from './plan';
import { type KnownSecrets, remoteSecretState } from './stored';
import { valueProblem } from './valueProblem';

/** A file that is linked to an agent and can be sent. */
export interface LinkedFile {
  readonly text: string;
  readonly agent: JsonObject;
  readonly link: AgentLink;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly causes: readonly BlockCause[] };

/** A secret of the file whose reference is not set on this machine. */
export interface UnresolvedSecret {
  readonly path: Path;
  readonly cause: MissingReference;
}

/** Reads the file and finds its agent, without asking the user anything. */
export async function readFile(ports: SyncPorts, schema: AgentSchema): Promise<Result<LinkedFile>> {
  const text = await ports.file.read();
  const read = readAgentText(text);
  if (!read.ok) return { ok: false, causes: [read.cause] };
  const linked = linkOf(ports.agents.origin, read.agent);
  const prompts = linked.ok ? await unresolvedPrompts(schema, ports.file, read.agent) : [];
  if (prompts.length > 0) return { ok: false, causes: prompts };
  return linked.ok
    ? { ok: true, value: { text, agent: read.agent, link: linked.link } }
    : { ok: false, causes: [linked.cause] };
}

/**
 * The file's secrets: those with a value, and those that are not set on this machine, which may be stored on the agent. Nothing is
 * resolved while the file can't be sent.
 */
export async function resolveSecrets(
  schema: AgentSchema,
  secrets: Secrets,
  { agent, link }: Pick<LinkedFile, 'agent' | 'link'>,
): Promise<Result<{ readonly resolved: ResolvedSecrets; readonly unresolved: readonly UnresolvedSecret[] }>> {
  const fileSecrets = secretsIn(schema, agent);
  const masked = maskedPaths(schema, agent).map((path): BlockCause => ({
    kind: 'masked-value',
    pointer: toPointer(path),
  }));
  const errors = [...placeholderCauses(schema, agent), ...secretErrors(fileSecrets), ...masked];
  if (errors.length > 0) return { ok: false, causes: errors };
  const resolved = new Map<string, ResolvedSecret>();
  const unresolved: UnresolvedSecret[] = [];
  const causes: BlockCause[] = [];
  // One after the other: each may ask the user.
  for (const fileSecret of fileSecrets) {
    const resolution = await resolveAt(secrets, link, fileSecret);
    if ('value' in resolution) resolved.set(toPointer(fileSecret.path), resolution);
    else if (resolution.kind === 'missing-reference')
      unresolved.push({ path: fileSecret.path, cause: resolution });
    else causes.push(resolution);
  }
  return causes.length > 0 ? { ok: false, causes } : { ok: true, value: { resolved, unresolved } };
}

async function resolveAt(
  secrets: Secrets,
  link: AgentLink,
  fileSecret: SecretAtPath,
): Promise<ResolvedSecret | BlockCause> {
  const { path } = fileSecret;
  const pointer = toPointer(path);
  const references = referencesIn(fileSecret);
  let { value } = fileSecret;
  for (const reference of references) {
    const resolved = await resolve(secrets, link, reference);
    if (typeof resolved !== 'string') return resolved;
    value = replaceAt(value, reference.path.slice(path.length), resolved) ?? value;
  }
  const [only, ...others] = references;
  const source: SecretSource =
    only && others.length === 0 ? { kind: 'reference', reference: only.reference } : { kind: 'literal' };
  return { path, value, source, alreadySent: await secrets.isLastSent(link, pointer, toJsonText(value)) };
}

/** The value of a reference, or why it can't be sent. */
async function resolve(
  secrets: Secrets,
  link: AgentLink,
  { path, reference }: SecretReferenceAtPath,
): Promise<string | BlockCause> {
  const pointer = toPointer(path);
  const resolved = await secrets.resolve({ link, pointer, reference });
  if (resolved.kind === 'unapproved') return { kind: 'unapproved-reference', pointer, reference };
  if (resolved.kind === 'missing' || resolved.value.trim() === '')
    return { kind: 'missing-reference', pointer, reference };
  const problem = valueProblem(resolved.value);
  return problem === undefined ? resolved.value : { kind: 'invalid-value', pointer, reference, problem };
}

/**
 * Unset references whose secret is not stored on the agent either. Other secrets are kept, so that a teammate without the keys can push a
 * change of the prompt.
 */
export function unsatisfiedReferences(
  known: KnownSecrets,
  unresolved: readonly UnresolvedSecret[],
): BlockCause[] {
  return unresolved
    .filter(({ path }) => remoteSecretState(known, path).kind === 'absent')
    .map(({ cause }) => cause);
}

/** Adds what the user stored for secrets that are not in the file, whether or not the agent has them. */
export async function addStored(
  secrets: Secrets,
  known: KnownSecrets,
  { agent, link }: Pick<LinkedFile, 'agent' | 'link'>,
  resolved: ResolvedSecrets,
): Promise<ResolvedSecrets> {
  const all = new Map(resolved);
  for (const { path, state } of storableSecrets(known, agent, new Set(resolved.keys()))) {
    const pointer = toPointer(path);
    const value = await secrets.stored(link, pointer);
    if (value === undefined || secretErrors([{ path, value }]).length > 0) continue;
    const alreadySent = await secrets.isLastSent(link, pointer, toJsonText(value));
    // If a sent value is no longer stored, or is another one, it was changed on Cekura.
    if (alreadySent && (state.kind === 'absent' || state.kind === 'plaintext')) continue;
    all.set(pointer, { path, value, source: { kind: 'stored' }, alreadySent });
  }
  return all;
}

/** Adds values that the user has entered, except for those that must not be sent. */
export function addEntered(
  known: KnownSecrets,
  resolved: ResolvedSecrets,
  entered: ReadonlyMap<string, string>,
): ResolvedSecrets {
  const all = new Map(resolved);
  for (const { path } of secretsToKeep(known, new Set(resolved.keys()))) {
    const value = entered.get(toPointer(path));
    if (value === undefined || secretErrors([{ path, value }]).length > 0) continue;
    all.set(toPointer(path), { path, value, source: { kind: 'entered' }, alreadySent: false });
  }
  return all;
}
