import * as l10n from '@vscode/l10n';
import { isLosslessNumber } from 'lossless-json';
import { type Json, type JsonObject, isJsonArray, isJsonObject, memberOf } from '#language/syntax/json';
import type { AgentPage } from '#sync/ports';
import { readJson } from './json';

/** What an answer turned out to be: the thing asked for, or why it is something else. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** An agent, from an answer's text. `id`: the one that was asked for; undefined for an agent that is new. */
export function agentFrom(text: string, id: string | undefined): Checked<JsonObject> {
  const agent = readJson(text);
  if (agent === undefined) return { ok: false, reason: notJson(text) };
  if (!isAgent(agent)) return { ok: false, reason: l10n.t('not an agent') };
  if (id !== undefined && idOf(agent) !== canonicalId(id))
    return { ok: false, reason: l10n.t('a different agent') };
  return { ok: true, value: agent };
}

/** A page of agents. `next` is as the server wrote it; whether it may be followed is for the caller to say. */
export function pageFrom(text: string): Checked<AgentPage> {
  const page = readJson(text);
  if (page === undefined) return { ok: false, reason: notJson(text) };
  const agents = memberOf(page, 'results');
  const total = memberOf(page, 'count');
  const next = memberOf(page, 'next');
  if (!isJsonArray(agents) || !agents.every(isAgent) || typeof total !== 'number') {
    return { ok: false, reason: l10n.t('not a list of agents') };
  }
  return { ok: true, value: { agents, total, next: typeof next === 'string' ? next : undefined } };
}

/** The digits of an agent's id; undefined where it has none. */
export function idOf(agent: Json): string | undefined {
  const id = memberOf(agent, 'id');
  const digits = isLosslessNumber(id) ? id.value : String(typeof id === 'number' ? id : '');
  return /^\d+$/.test(digits) ? digits : undefined;
}

function canonicalId(id: string): string {
  return id.replace(/^0+(?=\d)/, '');
}

/** Only what every feature stands on is checked: an API that grows or drops a member must not lock anybody out. */
function isAgent(value: Json): value is JsonObject {
  return (
    isJsonObject(value) && idOf(value) !== undefined && typeof memberOf(value, 'agent_name') === 'string'
  );
}

function notJson(text: string): string {
  if (text.trim() === '') return l10n.t('empty response');
  return /^\s*</.test(text) ? l10n.t('an HTML page') : l10n.t('invalid JSON');
}
