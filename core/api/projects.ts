import * as l10n from '@vscode/l10n';
import { type Json, isJsonArray, isJsonObject, propertyOf } from '#language/syntax/json';
import type { ApiResult, ApiFailure } from '#sync/ports';
import type { Project } from '#sync/projects/keys';
import { type Parsed, idOf } from './responses';
import type { AgentApi } from './agentApi';
import { readJson } from '#language/syntax/readJson';

/** The projects in an answer's text: a plain array, without pages. */
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
  const name = propertyOf(value, 'name');
  return { id, name: typeof name === 'string' ? name : '', configured: configuredIn(value) };
}

/** Properties whose `…_configured` flag is true. */
function configuredIn(project: Json): string[] {
  if (!isJsonObject(project)) return [];
  return Object.entries(project).flatMap(([name, value]) => {
    const secret = /^(.+)_configured$/.exec(name)?.[1];
    return value === true && secret !== undefined ? [secret] : [];
  });
}

/** What a key turned out to be. */
export type KeyCheck =
  /** `projects` is empty if the key is accepted but may not list projects. */
  | { readonly kind: 'accepted'; readonly projects: readonly Project[] }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unverified'; readonly failure: ApiFailure };

/** Checks a key by listing its projects, or one page of agents where that endpoint is refused. Changes nothing. */
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

/** Whether the key may not use the endpoint, or there is none. */
function isRefused({ kind }: ApiFailure): boolean {
  return kind === 'forbidden' || kind === 'notFound';
}

/** A rejected query still means that the key is known. */
function verdictOf(agents: ApiResult<unknown>): KeyCheck {
  if (agents.ok || agents.failure.kind === 'rejected') return { kind: 'accepted', projects: [] };
  return agents.failure.kind === 'unauthorized' || agents.failure.kind === 'forbidden'
    ? { kind: 'rejected' }
    : { kind: 'unverified', failure: agents.failure };
}
