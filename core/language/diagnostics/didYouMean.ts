import { type AnnotatedAgent, type AnnotatedNode, unknownProperties } from '../annotate';
import { allowedValues, selectedProviders } from '../agentValues';
import { type SyntaxNode, findValue, propertyNamed } from '../syntax/document';
import type { PropertySchema } from '../schema/schema';
import { type Candidate, closestMatches } from '../text/similarity';

/** The probable intended names of an unknown property, except those that the object already has. */
export function suggestedNames(agent: AnnotatedAgent, node: AnnotatedNode): string[] {
  const { parent, path, value } = node;
  if (!parent) return [];
  const all = nameCandidates(parent, selectedProviders(agent));
  const typed = String(path.at(-1));
  // If the value has the wrong type as well, only similar names are considered, not labels or aliases.
  const acceptable = closestMatches(
    typed,
    all.filter(({ property }) => couldAccept(property, value)),
  );
  const matches =
    acceptable.length > 0
      ? acceptable
      : closestMatches(
          typed,
          all.filter(({ property }) => !property.readOnly).map(({ text }) => ({ text })),
        );
  const owner = findValue(agent.document, path.slice(0, -1));
  const unused = matches.filter((name) => !propertyNamed(owner, name));
  // If the best match is already there, the others are too uncertain.
  return unused[0] === matches[0] ? unused : [];
}

/** Required properties of an object that it contains with a misspelled name. */
export function misspelledRequired(agent: AnnotatedAgent, object: AnnotatedNode): string[] {
  return unknownProperties(object)
    .flatMap((node) => suggestedNames(agent, node).slice(0, 1))
    .filter((name) => object.schema?.required.includes(name));
}

/** The properties of an object as candidates, those of the providers in use first. */
function nameCandidates(parent: PropertySchema, inUse: readonly string[]) {
  return [...parent.properties.values()]
    .sort((a, b) => Number(isPropertyOf(b, inUse)) - Number(isPropertyOf(a, inUse)))
    .map((property) => ({ ...nameCandidate(property, inUse), property }));
}

/** Whether a property may have the value, possibly after a conversion. */
function couldAccept({ types }: PropertySchema, node: SyntaxNode | undefined): boolean {
  if (node?.type === 'object' || node?.type === 'array') return types.some((type) => type === node.type);
  const value: unknown = node?.value;
  if (typeof value !== 'string' || value === '' || types.length === 0) return true;
  if (types.some((type) => type === 'string' || type === 'object' || type === 'array')) return true;
  return types.includes('boolean')
    ? /^(?:true|false|yes|no|[01])$/i.test(value)
    : !Number.isNaN(Number(value));
}

/** The allowed values that were probably intended by `typed`. */
export function suggestedValues(agent: AnnotatedAgent, property: PropertySchema, typed: string): string[] {
  const aliases = aliasesByValue(property);
  const candidates = allowedValues(property, agent.options).map(({ value, label }) => ({
    text: value,
    label,
    aliases: aliases.get(value) ?? [],
  }));
  const matches = closestMatches(typed, candidates);
  // `nb-NO`, `English (US)`, `gpt-4-turbo`: more specific than the allowed values.
  return matches.length > 0 ? matches : closestMatches(typed.split(/[-_ (]/, 1)[0] ?? '', candidates);
}

function aliasesByValue({ valueAliases }: PropertySchema): Map<string, string[]> {
  const aliases = new Map<string, string[]>();
  valueAliases.forEach((value, alias) => {
    const ofValue = aliases.get(value);
    if (ofValue) ofValue.push(alias);
    else aliases.set(value, [alias]);
  });
  return aliases;
}

/** Properties of a selected provider also match without its name: `api_key` if Retell is selected. */
function nameCandidate(property: PropertySchema, inUse: readonly string[]): Candidate {
  const { name, title, aliases, provider } = property;
  const shortNames = isPropertyOf(property, inUse) ? [name.replace(`${provider ?? ''}_`, '')] : [];
  return { text: name, label: title, aliases: [...shortNames, ...aliases] };
}

function isPropertyOf({ provider, readOnly }: PropertySchema, inUse: readonly string[]): boolean {
  return provider !== undefined && inUse.includes(provider) && !readOnly;
}
