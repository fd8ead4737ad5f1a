import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, type AnnotatedNode, annotatedNodeAt } from '../annotate';
import { assistantProvider, isStoredRemotely, hasValueOrIsStored, allowedValues } from '../agentValues';
import { type Span, endOf, spanOf } from '../syntax/document';
import { describeValue, exampleLine, limitsOf, updatedLine } from '../schema/summary';
import { type Path, toPointer } from '../syntax/json';
import { inlineCode, escapeMarkdown } from '../text/markdown';
import { monthOf } from '../text/month';
import { formatPointer, redactedName } from '../secrets/redact';
import { isPlaceholder } from '../diagnostics/strings';
import { conjunctionList } from '../diagnostics/messages';
import type { PropertySchema, Provider, Requirement } from '../schema/schema';
import { descriptionOf, labelOf, providerName, reasonOf, titleOf } from '../schema/localizedSchema';
import { type SecretReference, readReference } from '../secrets/secrets';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Names of secrets that the editor can resolve; undefined if unknown. Never their values. */
export interface KnownReferences {
  readonly secrets?: readonly string[];
  /** `nowhere`: the editor runs in a browser, which has no environment. */
  readonly env?: readonly string[] | 'nowhere';
  /** Markdown about the prompt file that the value refers to. */
  readonly prompt?: string | undefined;
}

/** The hover of the value or property at `offset`. Secrets are never shown. */
export function hoverAt(
  agent: AnnotatedAgent,
  offset: number,
  references: KnownReferences = {},
): Hover | undefined {
  const node = annotatedNodeAt(agent, offset);
  if (!node || node.path.length === 0 || isBetweenChildren(node, offset)) return undefined;
  const { key, value } = node;
  const onKey = key !== undefined && offset <= endOf(key);
  const token = onKey ? key : (value ?? key);
  return token && { span: spanOf(token), markdown: explain(agent, node, references) };
}

/** Whether the offset is inside an object or array, but not on a child or bracket. */
function isBetweenChildren({ value }: AnnotatedNode, offset: number): boolean {
  if (value?.type !== 'object' && value?.type !== 'array') return false;
  return offset > value.offset + 1 && offset < endOf(value) - 1;
}

function explain(agent: AnnotatedAgent, node: AnnotatedNode, references: KnownReferences): string {
  const { schema } = node;
  const paragraphs = [
    references.prompt,
    valueLine(agent, node),
    requirementsLine(agent, node),
    heading(node),
    schema ? descriptionOf(schema) : l10n.t('Unknown property. It is sent unchanged; Cekura may ignore it.'),
    schema && removalLine(schema),
    schema?.updated === undefined ? undefined : updatedLine(schema.updated),
    schema && limitsOf(schema, allowedValues(schema, agent.options).length).join(' · '),
    ...(schema ? providerLines(agent, node, schema) : []),
    ...ownershipLines(agent, node, references),
    schema && exampleLine(schema),
    agent.schema.docs === '' ? undefined : `[Cekura API](${agent.schema.docs})`,
  ];
  return paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '').join('\n\n');
}

function removalLine({ removed, replacedBy }: PropertySchema): string | undefined {
  if (removed === undefined) return undefined;
  const sentence = l10n.t`**Deprecated**: removed from the Cekura API in ${monthOf(removed)}.`;
  const successors = [...replacedBy.values()].map((pointer) => inlineCode(formatPointer(pointer)));
  return successors.length === 0 ? sentence : l10n.t`${sentence} Use ${conjunctionList(successors, 'and')}.`;
}

function isPlaceholderNode({ name, text }: AnnotatedNode): boolean {
  return text !== undefined && isPlaceholder(name, text);
}

/** The value and its label, if the property is an enum. */
function valueLine(agent: AnnotatedAgent, node: AnnotatedNode): string | undefined {
  const { schema, value } = node;
  if (isPlaceholderNode(node)) return undefined;
  if (!schema || value?.type !== 'string' || schema.secret) return undefined;
  const values = allowedValues(schema, agent.options);
  if (values.length === 0) return undefined;
  const text = String(value.value);
  const selected = values.find((candidate) => candidate.value === text);
  // A diagnostic reports an unknown value.
  return selected && describeValue(selected);
}

/** The requirements of the provider, and which of them are missing. */
function requirementsLine(agent: AnnotatedAgent, { path, value }: AnnotatedNode): string | undefined {
  const provider = toPointer(path) === providerPointer && agent.schema.providers.get(String(value?.value));
  if (!provider || provider.requires.length === 0) return undefined;
  const requirements = strictest(provider.requires.filter(({ severity }) => severity !== 'info'));
  const missing = requirements.filter(
    ({ any }) => !any.some((pointer) => hasValueOrIsStored(agent, pointer)),
  );
  // The diagnostic lists missing properties; the hover adds the reasons.
  if (missing.length > 0) return missing.map((need) => `- ${eitherOf(need)}: ${reasonOf(need)}`).join('\n');
  return l10n.t`Requires ${requirements.map(eitherOf).join(', ')}.`;
}

function eitherOf({ any }: Requirement): string {
  return conjunctionList(
    any.map((pointer) => inlineCode(formatPointer(pointer))),
    'or',
  );
}

/** Requirements without those that a stricter one includes. */
function strictest(requires: readonly Requirement[]): readonly Requirement[] {
  const isStricter = (a: Requirement, b: Requirement) =>
    a.any.length < b.any.length && a.any.every((pointer) => b.any.includes(pointer));
  return requires.filter((need) => !requires.some((other) => isStricter(other, need)));
}

const providerPointer = '/assistant_provider';

function heading({ path, schema }: AnnotatedNode): string {
  const name =
    typeof path.at(-1) === 'number'
      ? l10n.t`Item ${Number(path.at(-1)) + 1}`
      : inlineCode(redactedName(String(path.at(-1))));
  if (!schema || schema.title === '' || schema.title === path.at(-1)) return `**${name}**`;
  return `**${escapeMarkdown(titleOf(schema))}** · ${name}`;
}

/** The providers that use or require the property, with the reason of the selected one. */
function providerLines(agent: AnnotatedAgent, { path }: AnnotatedNode, property: PropertySchema): string[] {
  const { schema } = agent;
  const users = property.provider === undefined ? property.sharedBy : [property.provider];
  const requiring = [...schema.providers.values()].filter(
    ({ requires }) => firstReason(requires, path).length > 0,
  );
  const others = users.filter((id) => !requiring.some((provider) => provider.id === id));
  return [
    ...requirementLines(agent, path, requiring),
    others.length > 0
      ? l10n.t`Used by ${others.map((id) => escapeMarkdown(providerName(agent.schema, id))).join(', ')}.`
      : '',
  ];
}

/** The providers that require the property, with the reason of the only or the selected one. */
function requirementLines(agent: AnnotatedAgent, path: Path, requiring: readonly Provider[]): string[] {
  const [first, ...others] = requiring;
  if (!first) return [];
  if (others.length === 0)
    return firstReason(first.requires, path).map(
      (reason) => l10n.t`Required for ${escapedLabel(first)}: ${reason}`,
    );
  const selected = requiring.find(({ id }) => id === assistantProvider(agent));
  return [
    l10n.t`Required for ${requiring.map(escapedLabel).join(', ')}.`,
    ...(selected
      ? firstReason(selected.requires, path).map((reason) => `${escapedLabel(selected)}: ${reason}`)
      : []),
  ];
}

/** The first and strictest reason why the property is required. */
function firstReason(requires: readonly Requirement[], path: Path): string[] {
  return requires
    .filter(({ any, severity }) => severity !== 'info' && any.includes(toPointer(path)))
    .slice(0, 1)
    .map(reasonOf);
}

function escapedLabel(provider: Provider): string {
  return escapeMarkdown(labelOf(provider));
}

/** Whether the value is secret, read-only or write-only, and what that means for push and pull. */
function ownershipLines(agent: AnnotatedAgent, node: AnnotatedNode, references: KnownReferences): string[] {
  const { schema, isSecret } = node;
  const lines: string[] = [];
  if (isSecret) lines.push(...secretParagraphs(agent, node, references));
  else if (schema?.writeOnly && !schema.readOnly)
    lines.push(l10n.t('**Write-only**: sent on push, never returned by Cekura.'));
  if (schema?.readOnly) lines.push(l10n.t('**Read-only**: set by Cekura, not sent on push.'));
  if (schema?.secretContainer) lines.push(l10n.t('Always sent as a whole, because it may contain secrets.'));
  if (schema?.overwrittenWhen !== undefined) {
    const flag = inlineCode(schema.overwrittenWhen.slice(1));
    lines.push(l10n.t`Overwritten by Cekura while ${flag} is enabled.`);
  }
  return lines;
}

function secretParagraphs(
  agent: AnnotatedAgent,
  { schema, value }: AnnotatedNode,
  references: KnownReferences,
): string[] {
  const reference = value?.type === 'string' ? readReference(String(value.value)) : undefined;
  const sentences = [
    l10n.t('**Secret**: never shown here.'),
    schema?.configuredFlag === undefined ? '' : l10n.t('Cekura only reports whether a value is stored.'),
    schema && isStoredRemotely(agent, schema) ? l10n.t('A value is stored.') : '',
  ];
  return [
    sentences.filter((sentence) => sentence !== '').join(' '),
    reference
      ? referenceLine(reference, references)
      : l10n.t('Use a reference instead of the value: `${env:NAME}` or `${secret:NAME}`.'),
  ];
}

/** The source of a reference, and whether it is set; never its value. */
function referenceLine({ source, name }: SecretReference, references: KnownReferences): string {
  const code = inlineCode(name);
  if (source === 'secret') return storageLines[referenceState(name, references.secrets)](code);
  return references.env === 'nowhere'
    ? l10n.t`Resolved from environment variable ${code} on push (VS Code desktop only).`
    : environmentLines[referenceState(name, references.env)](code);
}

type ReferenceState = 'unknown' | 'set' | 'missing';

function referenceState(name: string, names: readonly string[] | undefined): ReferenceState {
  if (!names) return 'unknown';
  return names.includes(name) ? 'set' : 'missing';
}

const environmentLines: Readonly<Record<ReferenceState, (name: string) => string>> = {
  unknown: (name) => l10n.t`Resolved from environment variable ${name} on push.`,
  set: (name) => l10n.t`Environment variable ${name} is set.`,
  missing: (name) => l10n.t`Environment variable ${name} is not set.`,
};

const storageLines: Readonly<Record<ReferenceState, (name: string) => string>> = {
  unknown: (name) => l10n.t`Resolved from secret ${name} on push.`,
  set: (name) => l10n.t`Secret ${name} is set.`,
  missing: (name) => l10n.t`Secret ${name} is not set.`,
};
