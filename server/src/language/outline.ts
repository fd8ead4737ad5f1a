import { type AnnotatedAgent, type Place, knownValues } from './annotate';
import { type Node, type Span, spanOf } from './document';
import { withoutKeys } from './problems/keyShapes';
import { isSecretAt, readReference, redactUrl } from './secrets';

/** One member or item in an outline. */
export interface Outline {
  readonly name: string;
  /** The value in short; a secret is never shown. */
  readonly detail: string;
  readonly type: Node['type'] | 'nothing';
  /** Key and value together. */
  readonly span: Span;
  /** What to select: the key, or the value of a list's item. */
  readonly nameSpan: Span;
  readonly children: readonly Outline[];
}

const longestDetail = 60;

/** The members of an agent with their values, nested as they stand. */
export function outlineOf(agent: AnnotatedAgent): Outline[] {
  const children = new Map<Node, Place[]>();
  for (const place of agent.places) {
    const owner = (place.property ?? place.value)?.parent;
    if (!owner) continue;
    const siblings = children.get(owner) ?? [];
    siblings.push(place);
    children.set(owner, siblings);
  }
  return outlinesIn(agent, agent.document.root, children);
}

function outlinesIn(
  agent: AnnotatedAgent,
  owner: Node | undefined,
  children: ReadonlyMap<Node, Place[]>,
): Outline[] {
  const places = owner ? (children.get(owner) ?? []) : [];
  return places.flatMap((place) => {
    const node = place.property ?? place.value;
    if (!node) return [];
    return {
      name: nameOf(place),
      detail: detailOf(agent, place),
      type: place.value?.type ?? 'nothing',
      span: spanOf(node),
      nameSpan: spanOf(place.key ?? node),
      children: outlinesIn(agent, place.value, children),
    };
  });
}

/** Editors refuse symbols without a name. */
function nameOf({ path }: Place): string {
  const name = String(path.at(-1));
  return name.trim() === '' ? `"${name}"` : name;
}

function detailOf(agent: AnnotatedAgent, place: Place): string {
  const { value, path, schema } = place;
  if (!value) return '';
  if (value.type === 'object') return `{${value.children?.length ?? 0}}`;
  if (value.type === 'array') return `[${value.children?.length ?? 0}]`;
  const text = String(value.value);
  if (isSecretAt(agent.schema, path)) return readReference(text) ? text : '••••';
  if (value.type !== 'string') return text;
  const label = schema && knownValues(schema, agent.options).find((known) => known.value === text)?.label;
  return shortened(label && label !== text ? `${text} — ${label}` : withoutKeys(redactUrl(text)));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestDetail ? `${line.slice(0, longestDetail - 1)}…` : line;
}
