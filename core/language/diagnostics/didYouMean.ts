import {
  type AnnotatedAgent,
  type AnnotatedNode,
  childNodes,
  allowedValues,
  selectedProviders,
} from '../annotate';
import { type SyntaxNode, findValue, propertyNamed } from '../syntax/document';
import type { PropertySchema } from '../schema/schema';
import { type Candidate, closestMatches } from '../text/similarity';

/** Names that a member the schema does not know was probably meant to have; none that the object has already. */
export function suggestedNames(agent: AnnotatedAgent, node: AnnotatedNode): string[] {
  const { parent, path, value } = node;
  if (!parent) return [];
  const all = candidatesFor(parent, selectedProviders(agent));
  const typed = String(path.at(-1));
  // A value of another type is a second mistake: then only the name itself decides, not what else people call it.
  const fitting = closestMatches(
    typed,
    all.filter(({ member: property }) => couldAccept(property, value)),
  );
  const meant =
    fitting.length > 0
      ? fitting
      : closestMatches(
          typed,
          all.filter(({ member: property }) => !property.readOnly).map(({ text }) => ({ text })),
        );
  const owner = findValue(agent.document, path.slice(0, -1));
  const free = meant.filter((name) => !propertyNamed(owner, name));
  // When the best guess stands there already, the others are no better than a guess.
  return free[0] === meant[0] ? free : [];
}

/** Required properties of the object at `object` that are there under a misspelled name. */
export function misspelledRequired(agent: AnnotatedAgent, object: AnnotatedNode): string[] {
  return childNodes(object)
    .filter(({ key, schema }) => key && !schema)
    .flatMap((node) => suggestedNames(agent, node).slice(0, 1))
    .filter((name) => object.schema?.required.includes(name));
}

/** The properties of an object as candidates, those of the providers in use first. */
function candidatesFor(parent: PropertySchema, inUse: readonly string[]) {
  return [...parent.properties.values()]
    .sort((a, b) => Number(isOf(b, inUse)) - Number(isOf(a, inUse)))
    .map((property) => ({ ...candidateFor(property, inUse), member: property }));
}

/** Whether a value might stand in a member, if need be in other clothes: what can't was not meant for it. */
function couldAccept({ types }: PropertySchema, node: SyntaxNode | undefined): boolean {
  if (node?.type === 'object' || node?.type === 'array') return types.some((type) => type === node.type);
  const value: unknown = node?.value;
  if (typeof value !== 'string' || value === '' || types.length === 0) return true;
  if (types.some((type) => type === 'string' || type === 'object' || type === 'array')) return true;
  return types.includes('boolean')
    ? /^(?:true|false|yes|no|[01])$/i.test(value)
    : !Number.isNaN(Number(value));
}

/** Values that were probably meant where the member does not know `typed`. */
export function suggestedValues(agent: AnnotatedAgent, property: PropertySchema, typed: string): string[] {
  const candidates = allowedValues(property, agent.options).map(({ value, label }) => ({
    text: value,
    label,
    aliases: [...property.valueAliases].filter(([, meant]) => meant === value).map(([alias]) => alias),
  }));
  const meant = closestMatches(typed, candidates);
  // `nb-NO`, `English (US)`, `gpt-4-turbo`: more was said than the member distinguishes.
  return meant.length > 0 ? meant : closestMatches(typed.split(/[-_ (]/, 1)[0] ?? '', candidates);
}

/** A provider's own members answer to their names without the provider too: `api_key` where Retell is chosen. */
function candidateFor(property: PropertySchema, inUse: readonly string[]): Candidate {
  const { name, title, aliases, provider } = property;
  const short = isOf(property, inUse) ? [name.replace(`${provider ?? ''}_`, '')] : [];
  return { text: name, label: title, aliases: [...short, ...aliases] };
}

function isOf({ provider, readOnly }: PropertySchema, inUse: readonly string[]): boolean {
  return provider !== undefined && inUse.includes(provider) && !readOnly;
}
