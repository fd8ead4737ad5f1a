import * as l10n from '@vscode/l10n';
import { type Json, entriesOf, isJsonArray, stringAt } from '#language/syntax/json';
import type { ApiResult, ApiFailure } from '#sync/ports';
import type { Project } from '#sync/projects/keys';
import { type Parsed, idOf } from './responses';
import type { AgentApi } from './agentApi';
import { readJson } from '#language/syntax/readJson';

/** Parses the projects in a response: an array without pagination. */
export function parseProjects(text: string): Parsed<readonly Project[]> {
  const response = readJson(text);
  const projects = isJsonArray(response) ? response.map(readProject) : [undefined];
  const valid = projects.flatMap((project) => (project ? [project] : []));
  return valid.length === projects.length
    ? { ok: true, value: valid }
    : { ok: false, reason: l10n.t('not a list of projects') };
}

function readProject(value: Json): Project | undefined {
  const id = idOf(value);
  if (id === undefined) return undefined;
  return { id, name: stringAt(value, 'name') ?? '', configured: configuredIn(value) };
}

/** Properties whose `…_configured` flag is true. */
function configuredIn(project: Json): string[] {
  return entriesOf(project).flatMap(([name, value]) => {
    const secret = /^(.+)_configured$/.exec(name)?.[1];
    return value === true && secret !== undefined ? [secret] : [];
  });
}

/** The result of verifying a key. */
export type KeyCheck =
  /** `projects` is empty if the key is accepted but may not list projects. */
  | { readonly kind: 'accepted'; readonly projects: readonly Project[] }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unverified'; readonly failure: ApiFailure };

/** Verifies a key by listing its projects, or one page of agents if that endpoint is not available. Changes nothing. */
export async function checkKey(
  api: Pick<AgentApi, 'projects' | 'list'>,
  cancellation?: AbortSignal,
): Promise<KeyCheck> {
  const projects = await api.projects(cancellation);
  if (projects.ok) return { kind: 'accepted', projects: projects.value };
  if (projects.failure.kind === 'unauthorized') return { kind: 'rejected' };
  if (!isRefused(projects.failure)) return { kind: 'unverified', failure: projects.failure };
  return verdictOf(await api.list({}, undefined, cancellation));
}

/** Whether the key has no access to the endpoint, or the endpoint doesn't exist. */
function isRefused({ kind }: ApiFailure): boolean {
  return kind === 'forbidden' || kind === 'notFound';
}

/** If only the query is rejected, the key is valid. */
function verdictOf(agents: ApiResult<unknown>): KeyCheck {
  if (agents.ok || agents.failure.kind === 'rejected') return { kind: 'accepted', projects: [] };
  return agents.failure.kind === 'unauthorized' || agents.failure.kind === 'forbidden'
    ? { kind: 'rejected' }
    : { kind: 'unverified', failure: agents.failure };
}
