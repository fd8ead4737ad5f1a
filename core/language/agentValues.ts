import type { AnnotatedAgent, LanguageOptions } from './annotate';
import type { EnumValue, PropertySchema } from './schema/schema';
import { type AgentDocument, findValue, toJson } from './syntax/document';
import { type Json, fromPointer, toJsonText } from './syntax/json';

/** The value at a JSON pointer. */
export function jsonAt(agent: AnnotatedAgent, pointer: string): Json | undefined {
  const node = findValue(agent.document, fromPointer(pointer));
  return node && toJson(agent.document, node);
}

/** The value of `assistant_provider`; undefined if it is not set. */
export function assistantProvider({ document }: AnnotatedAgent): string | undefined {
  return selectedAt(document, 'assistant_provider');
}

/** The providers of the assistant and of transcripts. */
export function selectedProviders({ document }: AnnotatedAgent): readonly string[] {
  return ['assistant_provider', 'transcript_provider']
    .map((name) => selectedAt(document, name))
    .filter((id) => id !== undefined);
}

function selectedAt(document: AgentDocument, name: string): string | undefined {
  const node = findValue(document, [name]);
  return node?.type === 'string' && node.value !== '' ? String(node.value) : undefined;
}

/** Whether the property at `pointer` has a value, or its flag says that Cekura has stored one. */
export function hasValueOrIsStored(agent: AnnotatedAgent, pointer: string): boolean {
  const value = jsonAt(agent, pointer);
  if (value !== undefined && value !== null && value !== '') return true;
  return isStoredRemotely(agent, agent.schema.atPointer(pointer));
}

/** Whether the flag of a secret says that Cekura has stored it. */
export function isStoredRemotely(agent: AnnotatedAgent, property: PropertySchema): boolean {
  return property.configuredFlag !== undefined && jsonAt(agent, property.configuredFlag) === true;
}

/** Whether the project of the agent is known to have stored the secret at `pointer` for all its agents. */
export function isStoredInProject(agent: AnnotatedAgent, pointer: string): boolean {
  const project = jsonAt(agent, '/project');
  if (project === undefined) return false;
  const stored = new Map(Object.entries(agent.options.projectKeys ?? {})).get(toJsonText(project));
  return stored?.includes(fromPointer(pointer).join('/')) === true;
}

/** The allowed values of a property: those in the schema, then those in the settings. */
export function allowedValues(property: PropertySchema, options: LanguageOptions): readonly EnumValue[] {
  if (property.enumValues.length === 0) return [];
  const added = options.additionalValues[property.name] ?? [];
  const schemaValues = new Set(property.enumValues.map(({ value }) => value));
  return [
    ...property.enumValues,
    ...added.filter((value) => !schemaValues.has(value)).map((value) => ({ value, label: value })),
  ];
}
