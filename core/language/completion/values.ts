import * as l10n from '@vscode/l10n';
import { allowedValues } from '../agentValues';
import { describeValue, distinctLabel } from '../schema/summary';
import { findValue } from '../syntax/document';
import { type JsonType, type Path, toJsonText } from '../syntax/json';
import type { EnumValue, PropertySchema } from '../schema/schema';
import { descriptionOf, labelOf, titleOf } from '../schema/localizedSchema';
import { isSecretAt } from '../secrets/secrets';
import { emptyValueText, hasChoices, itemsText } from './snippets';
import type { CompletionCandidate, Request } from './item';

/** The possible values at the cursor. None for secrets: references.ts completes those. */
export function values(request: Request): CompletionCandidate[] {
  const { schema, options, position } = request;
  const { path } = position;
  if (position.kind !== 'value' || path.length === 0 || isSecretAt(schema, path)) return [];
  const property = schema.at(path);
  const enumValues = property ? allowedValues(property, options) : [];
  if (isFinished(enumValues, position.typed)) return [];
  const types: readonly JsonType[] = property && property.types.length > 0 ? property.types : anyType;
  const isOpen = enumValues.length === 0 && !position.replacesValue;
  return [
    ...defaultFirst(enumValues, property)
      .filter(({ removed }) => removed === undefined)
      .map((value) => enumCandidate(value, property)),
    ...exampleItems(path, property),
    ...defaultNumber(property),
    ...(isOpen ? pairCandidates(request) : []),
    ...(isOpen ? types.flatMap((type) => emptyCandidates(type, property, request)) : []),
    ...types.flatMap((type) => literalCandidates(type, property)),
    ...enumValues
      .filter(({ removed }) => removed !== undefined)
      .map((value) => enumCandidate(value, property)),
  ];
}

/** The schema lists values by frequency of use; the default is the most frequent one. */
function defaultFirst(
  values: readonly EnumValue[],
  property: PropertySchema | undefined,
): readonly EnumValue[] {
  const isDefault = ({ value }: EnumValue) => value !== '' && value === property?.defaultValue;
  return [...values.filter(isDefault), ...values.filter((value) => !isDefault(value))];
}

/** The examples of an item if the schema has several: then they are predefined words. */
function exampleItems(path: Path, property: PropertySchema | undefined): CompletionCandidate[] {
  const examples = property?.examples ?? [];
  if (typeof path.at(-1) !== 'number' || examples.length < 2) return [];
  return examples
    .filter((example) => typeof example === 'string')
    .map((example) => ({
      ...valueCandidate(toJsonText(example), '', property),
      label: example,
      matches: [example],
    }));
}

/** All items at once in an array that needs an exact number of them, such as a word and its phonemes. */
function pairCandidates(request: Request): CompletionCandidate[] {
  const { schema, position, snippets } = request;
  const { path } = position;
  const array = schema.at(path.slice(0, -1));
  const count = array?.maxItems;
  if (path.at(-1) !== 0 || count === undefined || count !== array?.minItems) return [];
  if (findValue(request.agent.document, path.slice(0, -1))?.children?.length !== 1) return [];
  const text = itemsText(count, snippets);
  return [
    {
      ...valueCandidate(text, titleOf(array), array),
      label: itemsText(count, false),
      matches: ['""'],
      snippet: snippets,
    },
  ];
}

/** The types of properties without a schema. */
const anyType: readonly JsonType[] = ['string', 'object', 'array', 'boolean', 'null'];

/** Nothing is completed after the closing quote of a valid value. */
function isFinished(enumValues: readonly EnumValue[], typed: string): boolean {
  return enumValues.some(({ value }) => value !== '' && toJsonText(value) === typed);
}

function enumCandidate(value: EnumValue, property: PropertySchema | undefined): CompletionCandidate {
  const text = toJsonText(value.value);
  return {
    label: value.value === '' ? text : value.value,
    kind: 'value',
    note: distinctLabel(value),
    detail: '',
    documentation: () => [describeValue(value), property ? descriptionOf(property) : ''].join('\n\n'),
    matches: [...new Set([value.value, value.label, labelOf(value)])],
    text,
    snippet: false,
    triggerSuggest: false,
    deprecated: value.removed !== undefined,
  };
}

function defaultNumber(property: PropertySchema | undefined): CompletionCandidate[] {
  const value = property?.defaultValue;
  return typeof value === 'number' ? [valueCandidate(toJsonText(value), l10n.t('default'), property)] : [];
}

/** Empty quotes, braces or brackets. */
function emptyCandidates(
  type: JsonType,
  property: PropertySchema | undefined,
  { snippets }: Request,
): CompletionCandidate[] {
  if (type !== 'string' && type !== 'object' && type !== 'array') return [];
  const isPair =
    type === 'array' && property?.maxItems !== undefined && property.maxItems === property.minItems;
  const label = isPair
    ? emptyPropertyValue(type, property, false)
    : { string: '""', object: '{ }', array: '[ ]' }[type];
  return [
    {
      ...valueCandidate(emptyPropertyValue(type, property, snippets), type, property),
      label,
      matches: [label],
      snippet: snippets,
      triggerSuggest: snippets && property !== undefined && hasChoices(property),
    },
  ];
}

function emptyPropertyValue(type: JsonType, property: PropertySchema | undefined, snippets: boolean): string {
  const { minItems, maxItems } = property ?? {};
  return type === 'array' && minItems !== undefined && minItems === maxItems
    ? `[${itemsText(minItems, snippets)}]`
    : emptyValueText(type, snippets);
}

function literalCandidates(type: JsonType, property: PropertySchema | undefined): CompletionCandidate[] {
  if (type === 'boolean')
    return ['true', 'false'].map((text) => valueCandidate(text, property ? titleOf(property) : '', property));
  return type === 'null' ? [valueCandidate('null', l10n.t('not set'), property)] : [];
}

function valueCandidate(
  text: string,
  detail: string,
  property: PropertySchema | undefined,
): CompletionCandidate {
  return {
    label: text,
    kind: 'value',
    note: undefined,
    detail,
    documentation: () => (property ? descriptionOf(property) : ''),
    matches: [text],
    text,
    snippet: false,
    triggerSuggest: false,
  };
}
