import * as l10n from '@vscode/l10n';
import type { ForeignFormat } from './foreignFormats';
import type { AgentSchema, EnumValue, PropertySchema, Provider, Requirement } from './schema';

/**
 * The schema's own words in the reader's language, to be shown. What people type is compared with the schema as it stands.
 */
export function titleOf({ title }: PropertySchema): string {
  return l10n.t(title);
}

export function descriptionOf({ description }: PropertySchema): string {
  return l10n.t(description);
}

/** What a value or a provider is called. A value that somebody added in the settings is called as it is. */
export function labelOf(one: EnumValue | Provider): string {
  return 'value' in one && one.label === one.value ? one.label : l10n.t(one.label);
}

/** What a provider is called, including those that only supply transcripts. An unknown one is called by its id. */
export function providerName(schema: AgentSchema, id: string): string {
  const transcripts = schema.atPointer('/transcript_provider').enumValues;
  const provider = schema.providers.get(id) ?? transcripts.find(({ value }) => value === id);
  return provider ? labelOf(provider) : id;
}

/** What a file of another format is, with its article. */
export function formatTitle({ title }: ForeignFormat): string {
  return l10n.t(title);
}

/** Why a provider needs a member. */
export function reasonOf({ why }: Requirement): string {
  return l10n.t(why);
}
