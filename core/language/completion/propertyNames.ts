import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent, LanguageOptions } from '../annotate';
import { allowedValues, selectedProviders } from '../agentValues';
import { exampleLine, limitsOf } from '../schema/summary';
import { type Path, toJsonText } from '../syntax/json';
import { conjunctionList } from '../diagnostics/messages';
import type { PropertySchema } from '../schema/schema';
import { descriptionOf, titleOf } from '../schema/localizedSchema';
import { type Ranked, rankProperties, usersOf } from './ranking';
import { propertySnippet, emptyValueText, hasChoices } from './snippets';
import type { CompletionCandidate, Request } from './item';

/** The possible properties of the object at the cursor, required ones first. */
export function propertyNames(request: Request): CompletionCandidate[] {
  const { position } = request;
  if (position.kind !== 'name') return [];
  const { agent } = request;
  const properties = Array.from(agent.schema.at(position.path)?.properties.values() ?? []);
  const existing = new Set(position.existingNames);
  const available = properties.filter(({ name, readOnly }) => !readOnly && !existing.has(name));
  const noteOf = notesFor(agent, position.path);
  return [
    ...rankProperties(agent, position.path, available).map((ranked) =>
      propertyCandidate(request, ranked.property, noteOf(ranked)),
    ),
    ...additionalProperty(request),
  ];
}

/** In an object with arbitrary names: a property with tab stops for name and value. */
function additionalProperty({ schema, position, snippets }: Request): CompletionCandidate[] {
  const parent = schema.at(position.path);
  const child = parent?.additional;
  if (!child || parent.properties.size > 0 || position.missing !== 'value') return [];
  const type = child.types.find((candidate) => candidate !== 'null') ?? 'string';
  const title = titleOf(child);
  return [
    {
      label: title,
      kind: 'property',
      note: undefined,
      detail: '',
      documentation: () => descriptionOf(child),
      matches: ['', title],
      text: `${snippets ? '"$1"' : '""'}: ${emptyValueText(type, snippets, 2)}`,
      snippet: snippets,
      triggerSuggest: false,
    },
  ];
}

function propertyCandidate(
  { options, position, snippets }: Request,
  property: PropertySchema,
  note: string | undefined,
): CompletionCandidate {
  const { detail, documentation, matches, name, nameAndValue, hasChoices } = describe(
    property,
    options,
    snippets,
  );
  const needsValue = position.missing === 'value';
  return {
    label: property.name,
    kind: 'property',
    note,
    detail,
    documentation,
    matches,
    text: needsValue ? nameAndValue : position.missing === 'colon' ? `${name}:` : name,
    snippet: needsValue && snippets,
    triggerSuggest: needsValue && snippets && hasChoices,
    deprecated: property.removed !== undefined,
  };
}

/** The parts of a completion that don't depend on the position. */
interface Description extends Pick<CompletionCandidate, 'detail' | 'documentation' | 'matches'> {
  /** The name in quotes, and followed by a value to be chosen. */
  readonly name: string;
  readonly nameAndValue: string;
  readonly hasChoices: boolean;
  /** The inputs it was computed from; `description` is in the user's language. */
  readonly description: string;
  readonly options: LanguageOptions;
  readonly snippets: boolean;
}

const descriptions = new WeakMap<PropertySchema, Description>();

/** Cached, because editors request the same properties repeatedly. */
function describe(property: PropertySchema, options: LanguageOptions, snippets: boolean): Description {
  const text = descriptionOf(property);
  const cached = descriptions.get(property);
  if (cached?.description === text && cached.options === options && cached.snippets === snippets)
    return cached;
  const limits = limitsOf(property, allowedValues(property, options).length).join(' · ');
  const result: Description = {
    // The detail is plain text, so Markdown's backticks are removed.
    detail: [limits.replaceAll('`', ''), ...ownership(property)].join(' · '),
    documentation: () => documentationOf(property, text),
    matches: [property.name, ...property.aliases],
    name: toJsonText(property.name),
    nameAndValue: propertySnippet(property, snippets),
    hasChoices: hasChoices(property),
    description: text,
    options,
    snippets,
  };
  descriptions.set(property, result);
  return result;
}

function documentationOf(property: PropertySchema, description: string): string {
  const paragraphs = [`**${titleOf(property)}**`, description, exampleLine(property)];
  return paragraphs.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** The note of a property: required, deprecated, or not used by the selected providers. */
function notesFor(agent: AnnotatedAgent, path: Path): (property: Ranked) => string | undefined {
  const providers = [...new Set(selectedProviders(agent))];
  const needed = l10n.t('required');
  const unused = providers.length > 0 ? l10n.t`not used by ${conjunctionList(providers, 'or')}` : undefined;
  return ({ property, rank }) => {
    if (rank === 'required') return needed;
    if (rank === 'deprecated') return l10n.t('removed from the API');
    if (rank !== 'otherProvider') return undefined;
    return unused ?? l10n.t`used by ${usersOf(agent.schema, path, property).join(', ')}`;
  };
}

function ownership(property: PropertySchema): string[] {
  if (property.secret) return [l10n.t('secret')];
  return property.writeOnly ? [l10n.t('write-only')] : [];
}
