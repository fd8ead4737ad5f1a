import * as l10n from '@vscode/l10n';
import { detectForeignFile } from '#language/foreign/detect';
import { agentSchema } from '#language/schema/bundledSchema';
import { toJson, parseAgent } from '#language/syntax/document';
import { type JsonObject, isJsonObject, propertyOf, stringAt, toJsonText } from '#language/syntax/json';
import type { BlockCause, TextLimit } from '../model';
import type { AgentLink } from '../ports';

/** The agent in a file's text, or why it can't be read. */
export type ReadAgent =
  | { readonly ok: true; readonly agent: JsonObject }
  | {
      readonly ok: false;
      readonly cause: BlockCause;
      /** The limit that the text exceeds; undefined for a syntax error. */
      readonly exceededLimit: TextLimit | undefined;
    };

/** Reads the agent of a file. Fails on any syntax error, because an incomplete agent must not replace a complete one. */
export function readAgentText(text: string): ReadAgent {
  const document = parseAgent(text);
  const { exceededLimit } = document;
  if (exceededLimit) return { ok: false, exceededLimit, cause: { kind: exceededLimit } };
  const [error] = document.syntaxErrors;
  const data = document.root && toJson(document, document.root);
  if (error || !isJsonObject(data)) {
    return { ok: false, exceededLimit, cause: { kind: 'unreadable', offset: error?.offset ?? 0 } };
  }
  const foreign = detectForeignFile(agentSchema, data);
  return foreign
    ? { ok: false, exceededLimit, cause: { kind: 'foreign', file: foreign } }
    : { ok: true, agent: data };
}

/** The agent that a file is linked to, or why there is none. */
export type FoundLink =
  { readonly ok: true; readonly link: AgentLink } | { readonly ok: false; readonly cause: BlockCause };

/** The agent that a file names by its `id`, at `origin`. */
export function linkOf(origin: string, agent: JsonObject): FoundLink {
  const id = propertyOf(agent, 'id');
  if (id === undefined || id === null) return { ok: false, cause: { kind: 'unlinked' } };
  const digits = toJsonText(id);
  return /^[1-9]\d*$/.test(digits)
    ? { ok: true, link: { origin, id: digits } }
    : { ok: false, cause: { kind: 'bad-id' } };
}

/** The name of an agent in messages: its name, or its ID if it has none. */
export function agentDisplayName(agent: JsonObject, { id }: AgentLink): string {
  return agentName(agent) ?? l10n.t`agent ${id}`;
}

/** The name of an agent; undefined if it has none or a blank one. */
export function agentName(agent: JsonObject): string | undefined {
  const name = stringAt(agent, 'agent_name');
  return name?.trim() === '' ? undefined : name;
}
