import { type AgentDocument, type Node, dataOf, findValue, keyOf, propertiesOf, valueOf } from './document';
import { type Json, type Path, fromPointer } from './json';
import { type AgentSchema, type EnumValue, type MemberSchema, childNamed } from './schema';

/** What a user's settings add to the schema. */
export interface LanguageOptions {
  /** Member name → values that count as known besides the schema's own. */
  readonly additionalValues: Readonly<Record<string, readonly string[]>>;
}

export const plainOptions: LanguageOptions = { additionalValues: {} };

/** One value in the text together with what the schema says about it. */
export interface Place {
  readonly path: Path;
  /** The property node; undefined for the root and for what stands in a list. */
  readonly property: Node | undefined;
  /** The name in quotes; undefined where there is no property. */
  readonly key: Node | undefined;
  /** The value; undefined while it is not typed yet. */
  readonly value: Node | undefined;
  /** undefined: the schema does not know this member. */
  readonly schema: MemberSchema | undefined;
  /** What the schema says about the object or list around it. */
  readonly parent: MemberSchema | undefined;
}

/** Document × schema: each value with its description. Validation, completion, hover and fixes all read this, so they agree. */
export interface AnnotatedAgent {
  readonly document: AgentDocument;
  readonly schema: AgentSchema;
  readonly options: LanguageOptions;
  /** Every value in the order of the text, the root first. */
  readonly places: readonly Place[];
}

/** Annotates a document. Never throws; an unread document has no places. */
export function annotate(
  document: AgentDocument,
  schema: AgentSchema,
  options: LanguageOptions = plainOptions,
): AnnotatedAgent {
  const places: Place[] = [];
  if (document.root) {
    const root = { path: [], property: undefined, key: undefined, parent: undefined };
    collect({ ...root, value: document.root, schema: schema.root }, places);
  }
  return { document, schema, options, places };
}

function collect(place: Place, places: Place[]): void {
  places.push(place);
  const { value, path, schema } = place;
  if (value?.type === 'array') {
    value.children?.forEach((child, index) => {
      const own = { path: [...path, index], property: undefined, key: undefined, value: child };
      collect({ ...own, schema: schema?.items, parent: schema }, places);
    });
  }
  for (const property of propertiesOf(value)) {
    const key = keyOf(property);
    const name = String(key?.value);
    const own = { path: [...path, name], property, key, value: valueOf(property) };
    collect({ ...own, schema: schema && childNamed(schema, name), parent: schema }, places);
  }
}

/** The place of the member `name` at the top; of duplicates the last, which is the one JSON readers take. */
export function topMember(agent: AnnotatedAgent, name: string): Place | undefined {
  return agent.places.findLast(({ path }) => path.length === 1 && path[0] === name);
}

/** The place whose key or value holds `offset`, the innermost one. */
export function placeAt(agent: AnnotatedAgent, offset: number): Place | undefined {
  return agent.places.findLast(({ property, value }) => {
    const node = property ?? value;
    return node !== undefined && node.offset <= offset && offset <= node.offset + node.length;
  });
}

/** The data at a JSON pointer of the document. */
export function dataAt(agent: AnnotatedAgent, pointer: string): Json | undefined {
  const node = findValue(agent.document, fromPointer(pointer));
  return node && dataOf(agent.document, node);
}

/** The value of `assistant_provider`; undefined where none is chosen. */
export function assistantProvider(agent: AnnotatedAgent): string | undefined {
  return chosen(agent, '/assistant_provider');
}

/** The providers whose own members this agent uses: the assistant's and the transcript's. */
export function providersInUse(agent: AnnotatedAgent): readonly string[] {
  return [assistantProvider(agent), chosen(agent, '/transcript_provider')].filter((id) => id !== undefined);
}

function chosen(agent: AnnotatedAgent, pointer: string): string | undefined {
  const value = dataAt(agent, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether the member at `pointer` holds something, or its flag in the file says that the platform does. */
export function isSupplied(agent: AnnotatedAgent, pointer: string): boolean {
  const value = dataAt(agent, pointer);
  if (value !== undefined && value !== null && value !== '') return true;
  return isConfigured(agent, agent.schema.atPointer(pointer));
}

/** Whether the flag beside a secret says that the platform has it. */
export function isConfigured(agent: AnnotatedAgent, member: MemberSchema): boolean {
  return member.configuredFlag !== undefined && dataAt(agent, member.configuredFlag) === true;
}

/** The values a member may take: the schema's, then those that the user's settings add. */
export function knownValues(member: MemberSchema, options: LanguageOptions): readonly EnumValue[] {
  if (member.enumValues.length === 0) return [];
  const added = options.additionalValues[member.name] ?? [];
  const known = new Set(member.enumValues.map(({ value }) => value));
  return [
    ...member.enumValues,
    ...added.filter((value) => !known.has(value)).map((value) => ({ value, label: value })),
  ];
}
