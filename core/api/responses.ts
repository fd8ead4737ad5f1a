import * as l10n from '@vscode/l10n';
import { isLosslessNumber } from 'lossless-json';
import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  propertyOf,
  stringAt,
} from '#language/syntax/json';
import type { AgentPage } from '#sync/ports';
import { readJson } from '#language/syntax/readJson';

/** The value parsed from a response, or why the response is not what was requested. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Parses an agent from a response body. `id` is the requested agent, or undefined for a new one. */
export function parseAgentResponse(text: string, id: string | undefined): Parsed<JsonObject> {
  const agent = readJson(text);
  if (agent === undefined) return { ok: false, reason: describeInvalidJson(text) };
  if (!isAgent(agent)) return { ok: false, reason: l10n.t('not an agent') };
  if (id !== undefined && idOf(agent) !== canonicalId(id))
    return { ok: false, reason: l10n.t('a different agent') };
  return { ok: true, value: agent };
}

/** Parses a page of agents. `next` is the server's URL, unchecked: the caller decides whether to follow it. */
export function parsePage(text: string): Parsed<AgentPage> {
  const page = readJson(text);
  if (page === undefined) return { ok: false, reason: describeInvalidJson(text) };
  const agents = propertyOf(page, 'results');
  if (!isJsonArray(agents) || !agents.every(isAgent) || typeof propertyOf(page, 'count') !== 'number') {
    return { ok: false, reason: l10n.t('not a list of agents') };
  }
  return { ok: true, value: { agents, next: stringAt(page, 'next') } };
}

/** Returns the digits of an agent's id, or undefined when it has none. */
export function idOf(agent: Json): string | undefined {
  const id = propertyOf(agent, 'id');
  const digits = isLosslessNumber(id) ? id.value : String(typeof id === 'number' ? id : '');
  return /^\d+$/.test(digits) ? digits : undefined;
}

function canonicalId(id: string): string {
  return id.replace(/^0+(?=\d)/, '');
}

/** Checks only the properties that every feature needs, so that other API changes don't break the client. */
function isAgent(value: Json): value is JsonObject {
  return isJsonObject(value) && idOf(value) !== undefined && stringAt(value, 'agent_name') !== undefined;
}

function describeInvalidJson(text: string): string {
  if (text.trim() === '') return l10n.t('empty response');
  return /^\s*</.test(text) ? l10n.t('an HTML page') : l10n.t('invalid JSON');
}
