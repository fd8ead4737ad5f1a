import * as l10n from '@vscode/l10n';
import { type Json, toJsonText } from '../syntax/json';
import { inlineCode, escapeMarkdown } from '../text/markdown';
import { monthOf } from '../text/month';
import { conjunctionList } from '../diagnostics/messages';
import type { EnumValue, PropertySchema, SoftFormat } from './schema';
import { labelOf } from './localizedSchema';

const formatNames: Readonly<Record<SoftFormat, () => string>> = {
  phone: () => l10n.t('phone number'),
  'ws-url': () => l10n.t('ws:// or wss:// URL'),
  'http-url': httpUrl,
  'trigger-url': httpUrl,
  'sip-uri': () => l10n.t('SIP URI'),
};

function httpUrl(): string {
  return l10n.t('http:// or https:// URL');
}

/** Type, limits and default of a property as Markdown. `values`: the number of allowed values. */
export function limitsOf(property: PropertySchema, values: number): string[] {
  return [
    typesOf(property),
    values > 0 ? l10n.t`one of ${values} values` : undefined,
    property.format && formatNames[property.format](),
    lengthsOf(property),
    describeRange(property),
    property.pattern === undefined ? undefined : l10n.t`pattern ${inlineCode(property.pattern)}`,
    property.required.length > 0
      ? l10n.t`requires ${property.required.map(inlineCode).join(', ')}`
      : undefined,
    defaultOf(property),
  ].filter((fact) => fact !== undefined);
}

function typesOf({ types }: PropertySchema): string {
  return types.length === 0 ? l10n.t('any JSON value') : conjunctionList(types.map(inlineCode), 'or');
}

function lengthsOf({ minLength: min, maxLength: max }: PropertySchema): string | undefined {
  if (min === undefined) return max === undefined ? undefined : l10n.t`at most ${max} characters`;
  return max === undefined ? l10n.t`at least ${min} characters` : l10n.t`${min} to ${max} characters`;
}

function describeRange({ minimum: min, maximum: max }: PropertySchema): string | undefined {
  if (min === undefined) return max === undefined ? undefined : l10n.t`at most ${max}`;
  return max === undefined ? l10n.t`at least ${min}` : l10n.t`${min} to ${max}`;
}

function defaultOf({ defaultValue, enumValues }: PropertySchema): string | undefined {
  if (defaultValue === undefined) return undefined;
  const code = inlineCode(toJsonText(defaultValue));
  const enumValue = enumValues.find(({ value }) => value === defaultValue);
  return enumValue && enumValue.label !== enumValue.value
    ? l10n.t`default ${code} (${escapeMarkdown(labelOf(enumValue))})`
    : l10n.t`default ${code}`;
}

/** An enum value with its label. */
export function describeValue(enumValue: EnumValue): string {
  const { value, label, removed, updated } = enumValue;
  const named =
    label === value
      ? `**${inlineCode(value)}**`
      : `${inlineCode(value === '' ? '""' : value)} — **${escapeMarkdown(labelOf(enumValue))}**`;
  if (updated !== undefined) return `${named}\n\n${updatedLine(updated)}`;
  return removed === undefined
    ? named
    : l10n.t`${named} (removed from the Cekura API in ${monthOf(removed)})`;
}

/** A note that something is in a schema update, not in the bundled schema. */
export function updatedLine(date: string): string {
  return l10n.t`Added by your schema update of ${date}.`;
}

/** The label of a value, if it differs by more than case and punctuation. */
export function distinctLabel(enumValue: EnumValue): string | undefined {
  const { label, value } = enumValue;
  return label === value || plain(label) === plain(value) ? undefined : labelOf(enumValue);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The first example of a property as a paragraph; undefined if there is none, or it is only true or false. */
export function exampleLine({ examples }: PropertySchema): string | undefined {
  const [example] = examples;
  return example === undefined || typeof example === 'boolean'
    ? undefined
    : l10n.t`Example: ${inlineCode(truncatedJson(example))}`;
}

function truncatedJson(value: Json): string {
  const text = toJsonText(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
