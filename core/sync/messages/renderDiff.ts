import * as l10n from '@vscode/l10n';
import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  objectOf,
  toJsonText,
} from '#language/syntax/json';
import type { AgentSchema } from '#language/schema/schema';
import { redactCredentialsIn } from '#language/secrets/credentialPatterns';
import { redactUrl, referenceText } from '#language/secrets/secrets';
import { comparableContent } from '../content/canonical';
import { setIn } from '../content/paths';
import type { PushPlan, SecretStep } from '../model';
import { isKept } from '../push/risk';
import { type KnownSecrets, remoteSecretState } from '../secrets/stored';

/** The two sides of a diff editor. */
export interface DiffTexts {
  readonly before: string;
  readonly after: string;
}

/** The agent before and after a push. Secrets are placeholders, which are equal on both sides if they don't change. */
export function pushDiff(schema: AgentSchema, plan: PushPlan): DiffTexts {
  const { remote, lastSent } = plan.basedOn;
  const known = { schema, remote, lastSent };
  const before = comparableContent(schema, remote);
  return {
    before: renderAgent(withPlaceholders(before, plan, (step) => placeholderBefore(known, step))),
    after: renderAgent(withPlaceholders(plan.target, plan, (step) => placeholderAfter(known, step))),
  };
}

/** Two stored states of an agent, which contain no secrets. */
export function syncedDiff(schema: AgentSchema, before: JsonObject, after: JsonObject): DiffTexts {
  return {
    before: renderAgent(comparableContent(schema, before)),
    after: renderAgent(comparableContent(schema, after)),
  };
}

function withPlaceholders(
  agent: JsonObject,
  { secrets }: PushPlan,
  placeholderFor: (step: SecretStep) => string | undefined,
): JsonObject {
  return secrets.reduce((all, step) => {
    const placeholder = placeholderFor(step);
    return placeholder === undefined ? all : setIn(all, step.path, placeholder);
  }, agent);
}

function placeholderBefore(known: KnownSecrets, { path }: SecretStep): string | undefined {
  const { kind } = remoteSecretState(known, path);
  switch (kind) {
    case 'absent':
      return undefined;
    case 'possible':
      // A top-level property that is never returned is probably not set.
      return path.length > 1 ? l10n.t('<secret: hidden>') : undefined;
    case 'stored':
    case 'plaintext':
      return l10n.t('<secret: stored>');
  }
}

function placeholderAfter(known: KnownSecrets, step: SecretStep): string | undefined {
  switch (step.action) {
    case 'clear':
      return undefined;
    case 'set':
      return placeholderOf(step.source);
    case 'keep':
      return placeholderOfKept(step) ?? placeholderBefore(known, step);
  }
}

/** The change of a secret that is kept; undefined if there is none. */
function placeholderOfKept(step: SecretStep): string | undefined {
  if (isKept(step, 'resent')) return l10n.t('<secret: sent again>');
  const mayBeLost = isKept(step, 'unproven') || (isKept(step, 'unverifiable') && step.path.length > 1);
  return mayBeLost ? l10n.t('<secret: may be cleared>') : undefined;
}

/** The source of a secret's new value. */
function placeholderOf(source: Extract<SecretStep, { action: 'set' }>['source']): string {
  switch (source.kind) {
    case 'reference':
      return l10n.t`<secret: set from ${referenceText(source.reference)}>`;
    case 'literal':
      return l10n.t('<secret: set from the file>');
    case 'stored':
      return l10n.t('<secret: set from secret storage>');
    case 'entered':
      return l10n.t('<secret: set from input>');
  }
}

function renderAgent(agent: JsonObject): string {
  return `${toJsonText(redactValue(agent), '  ')}\n`;
}

/** URLs and prompts can contain credentials although they are not secrets. */
export function redactValue(value: Json): Json {
  if (typeof value === 'string') {
    return redactCredentialsIn(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? redactUrl(value) : value);
  }
  if (isJsonArray(value)) return value.map(redactValue);
  if (!isJsonObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, child]) => [name, redactValue(child)]));
}
