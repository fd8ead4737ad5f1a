import { type AnnotatedAgent, knownValues } from '../annotate';
import { type Node, type Span, keyOf, spanOf, valueOf } from '../syntax/document';
import { PartMemo } from '../syntax/subtreeCache';
import { shownName } from '../secrets/redact';
import { withoutKeys } from '../secrets/credentialPatterns';
import { type MemberSchema, childNamed } from '../schema/schema';
import { labelOf } from '../schema/localizedSchema';
import { isSecretIn, readReference, redactUrl } from '../secrets/secrets';

/** One member or item in an outline. */
export interface Outline {
  readonly name: string;
  /** The value in short; a secret is never shown. */
  readonly detail: string;
  readonly type: Node['type'] | 'nothing';
  /** Key and value together. */
  readonly span: Span;
  /** What to select: the key, or `span` itself where there is none. */
  readonly nameSpan: Span;
  readonly children: readonly Outline[];
}

const longestDetail = 60;
/** Far more than any key or address takes, so that none is cut where it would not be known any more. */
const mostLookedAt = 10_000;

/** The members of an agent with their values, nested as they stand. */
export function outlineOf(agent: AnnotatedAgent): Outline[] {
  const outside = { schema: agent.schema.root, secret: false, secretContainer: false };
  const members = agent.document.root?.children ?? [];
  return members.map((node, index) => {
    // An item is called by where it stands.
    const context = node.type === 'property' ? [] : [index];
    return (
      outlined.recall(agent, node, context) ??
      outlined.keep(agent, node, context, outlineAt(agent, node, index, outside))
    );
  });
}

const outlined = new PartMemo<Outline>(moved);

function moved(outline: Outline, shift: number): Outline {
  const { name, detail, type, span, nameSpan, children } = outline;
  const own = { offset: span.offset + shift, length: span.length };
  return {
    name,
    detail,
    type,
    span: own,
    nameSpan: nameSpan === span ? own : { offset: nameSpan.offset + shift, length: nameSpan.length },
    children: children.map((child) => moved(child, shift)),
  };
}

/** What is around a value. */
interface Around {
  /** What the schema says about the object or list. */
  readonly schema: MemberSchema | undefined;
  readonly secret: boolean;
  readonly secretContainer: boolean;
}

/** `index`: which of the properties or items around it `node` is. */
function outlineAt(agent: AnnotatedAgent, node: Node, index: number, around: Around): Outline {
  const key = node.type === 'property' ? keyOf(node) : undefined;
  const value = key ? valueOf(node) : node;
  const name = key && String(key.value);
  const schema = name === undefined ? around.schema?.items : around.schema && childNamed(around.schema, name);
  const inContainer = () => around.secretContainer;
  const secret =
    around.secret || (name !== undefined && isSecretIn(name, schema, around.schema, inContainer));
  const inside = {
    schema,
    secret,
    secretContainer: around.secretContainer || schema?.secretContainer === true,
  };
  const span = spanOf(node);
  return {
    name: name === undefined ? String(index) : nameOf(name),
    detail: detailOf(agent, value, schema, secret),
    type: value?.type ?? 'nothing',
    span,
    nameSpan: key ? spanOf(key) : span,
    children: (value?.children ?? []).map((child, at) => outlineAt(agent, child, at, inside)),
  };
}

/** Editors refuse symbols without a name. */
function nameOf(written: string): string {
  const name = shownName(written);
  return name.trim() === '' ? `"${name}"` : name;
}

function detailOf(
  agent: AnnotatedAgent,
  value: Node | undefined,
  schema: MemberSchema | undefined,
  isSecret: boolean,
): string {
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
