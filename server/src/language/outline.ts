import { type AnnotatedAgent, type Place, childrenOf, knownValues } from './annotate';
import { type Node, type Span, spanOf } from './document';
import { PartMemo } from './partMemo';
import { shownName } from './names';
import { withoutKeys } from './problems/keyShapes';
import { labelOf } from './schemaWords';
import { isSecretIn, readReference, redactUrl } from './secrets';

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
/** Far more than any key or address takes, so that none is cut where it would not be known any more. */
const mostLookedAt = 10_000;

/** The members of an agent with their values, nested as they stand. */
export function outlineOf(agent: AnnotatedAgent): Outline[] {
  const members = agent.root?.parts ?? [];
  return members.map(
    (part) =>
      outlined.recall(agent, part.node, []) ??
      outlined.keep(agent, part.node, [], outlineAt(agent, part.top, part.node, outside)),
  );
}

const outlined = new PartMemo<Outline>(moved);

function moved(outline: Outline, shift: number): Outline {
  const { name, detail, type, span, nameSpan, children } = outline;
  return {
    name,
    detail,
    type,
    span: { offset: span.offset + shift, length: span.length },
    nameSpan: { offset: nameSpan.offset + shift, length: nameSpan.length },
    children: children.map((child) => moved(child, shift)),
  };
}

/** What is around a value. */
interface Around {
  readonly secret: boolean;
  readonly secretContainer: boolean;
}

const outside: Around = { secret: false, secretContainer: false };

function outlineAt(agent: AnnotatedAgent, place: Place, node: Node, around: Around): Outline {
  const { path, schema, parent, value, key } = place;
  const name = path.at(-1);
  const inContainer = () => around.secretContainer;
  const secret = around.secret || (typeof name === 'string' && isSecretIn(name, schema, parent, inContainer));
  const inside = { secret, secretContainer: around.secretContainer || schema?.secretContainer === true };
  const children = childrenOf(place).map((child) => {
    // A child is a property, or a list's item, which has a value.
    const own = child.property ?? child.value ?? node;
    return outlineAt(agent, child, own, inside);
  });
  return {
    name: nameOf(place),
    detail: detailOf(agent, place, secret),
    type: value?.type ?? 'nothing',
    span: spanOf(node),
    nameSpan: spanOf(key ?? node),
    children,
  };
}

/** Editors refuse symbols without a name. */
function nameOf({ path }: Place): string {
  const name = shownName(String(path.at(-1)));
  return name.trim() === '' ? `"${name}"` : name;
}

function detailOf(agent: AnnotatedAgent, { value, schema }: Place, isSecret: boolean): string {
  if (!value) return '';
  if (value.type === 'object') return `{${value.children?.length ?? 0}}`;
  if (value.type === 'array') return `[${value.children?.length ?? 0}]`;
  const text = String(value.value);
  if (isSecret) return readReference(text) ? text : '••••';
  if (value.type !== 'string') return text;
  const known = schema && knownValues(schema, agent.options).find(({ value: one }) => one === text);
  if (known && known.label !== text) return shortened(`${text} — ${labelOf(known)}`);
  // What is shown comes from the first lines of a prompt; the rest is not worth looking through.
  return shortened(withoutKeys(redactUrl(text.slice(0, mostLookedAt))));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestDetail ? `${line.slice(0, longestDetail - 1)}…` : line;
}
