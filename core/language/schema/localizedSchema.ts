import * as l10n from '@vscode/l10n';
import type { ForeignFormat } from './foreignFormats';
import { escapeMarkdown } from '../text/markdown';
import type { AgentSchema, EnumValue, PropertySchema, Provider, Requirement } from './schema';

/** Localized for display. What the user types is compared with the English schema. */
export function titleOf({ title }: PropertySchema): string {
  return l10n.t(title);
}

/** As Markdown. Strings of a schema update are not trusted and are shown as plain text. */
export function descriptionOf({ description, updated }: PropertySchema): string {
  if (updated === undefined) return l10n.t(description);
  return description.split(/\r?\n/).map(escapeMarkdown).join('\n');
}

/** The label of an enum value or provider. The label of a value from the settings is the value itself. */
export function labelOf(item: EnumValue | Provider): string {
  return 'value' in item && item.label === item.value ? item.label : l10n.t(item.label);
}

/** The label of a provider, including those that only provide transcripts; the ID of an unknown one. */
export function providerName(schema: AgentSchema, id: string): string {
  const transcripts = schema.atPointer('/transcript_provider').enumValues;
  const provider = schema.providers.get(id) ?? transcripts.find(({ value }) => value === id);
  return provider ? labelOf(provider) : id;
}

/** With article: `a Vapi assistant`. */
export function formatTitle({ title }: ForeignFormat): string {
  return l10n.t(title);
}

/** Why a provider requires a property. */
export function reasonOf({ reason }: Requirement): string {
  return l10n.t(reason);
}
