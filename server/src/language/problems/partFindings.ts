import { type AnnotatedAgent, type LanguageOptions, type Part, onlyPart, providersInUse } from '../annotate';
import { type Node, type Span, keyOf, topProperties } from '../document';
import { originOf } from '../movedNode';
import type { AgentSchema } from '../schema';
import { oneLine } from './messages';
import type { Finding, Rule } from './problem';
import { rules } from './rules';
import { faultsAcrossMembers } from './schemaFaults';

/** What a rule found. */
export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

interface Known {
  readonly context: Context;
  readonly schema: AgentSchema;
  readonly options: LanguageOptions;
  /** Where the member stood. */
  readonly offset: number;
  readonly found: readonly Found[];
}

/** The members judged so far, for as long as a document holds them. */
const judged = new WeakMap<Node, Known>();

const partRules = rules.filter(({ acrossMembers }) => !acrossMembers);

/** What the rules find in each part of an agent. A member that was judged before in the same context is not judged again. */
export function findingsInParts(agent: AnnotatedAgent): Found[] {
  const contextOf = contextsIn(agent);
  return agent.parts.flatMap((part) => {
    const { node } = part;
    return node?.type === 'property'
      ? findingsInMember(agent, part, node, contextOf(node))
      : judge(agent, part);
  });
}

function findingsInMember(agent: AnnotatedAgent, part: Part, node: Node, context: Context): readonly Found[] {
  const { schema, options } = agent;
  const origin = originOf(node);
  const known = judged.get(origin);
  if (known && isSame(known.context, context) && known.schema === schema && known.options === options)
    return known.found.map((one) => moved(one, node.offset - known.offset));
  const fresh = judge(agent, part);
  judged.set(origin, { context, schema, options, offset: node.offset, found: fresh });
  return fresh;
}

/** What those of the rules find that compare members. */
export function findingsAcross(agent: AnnotatedAgent, wanted: readonly Rule[]): Found[] {
  return check(
    agent,
    wanted.filter(({ acrossMembers }) => acrossMembers),
  );
}

function judge(agent: AnnotatedAgent, part: Part): Found[] {
  return check(onlyPart(agent, part), partRules);
}

function check(agent: AnnotatedAgent, asked: readonly Rule[]): Found[] {
  const found: Found[] = [];
  for (const rule of asked) {
    for (const finding of rule.check(agent))
      found.push({ rule, finding: { ...finding, message: oneLine(finding.message) } });
  }
  return found;
}

function moved({ rule, finding }: Found, shift: number): Found {
  if (shift === 0) return { rule, finding };
  const { span, related } = finding;
  return {
    rule,
    finding: {
      ...finding,
      span: movedSpan(span, shift),
      ...(related && { related: related.map((other) => ({ ...other, span: movedSpan(other.span, shift) })) }),
    },
  };
}

function movedSpan({ offset, length }: Span, shift: number): Span {
  return { offset: offset + shift, length };
}

/**
 * What the rest of an agent can change about the findings in a member: the providers in use, a later namesake that counts
 * in its place, the checks between members and, for a name that the schema does not have, the names beside it.
 */
interface Context {
  readonly providers: string;
  readonly counts: boolean;
  readonly faults: string;
  readonly names: string;
}

function contextsIn(agent: AnnotatedAgent): (node: Node) => Context {
  const properties = topProperties(agent.document);
  const across = faultsAcrossMembers(agent.document);
  const providers = providersInUse(agent).join();
  const names = JSON.stringify([...properties.keys()]);
  return (node) => {
    const name = String(keyOf(originOf(node))?.value);
    const faults = across.get(name);
    return {
      providers,
      counts: properties.get(name) === node,
      faults: faults ? JSON.stringify(faults) : '',
      names: agent.schema.root.properties.has(name) ? '' : names,
    };
  };
}

function isSame(a: Context, b: Context): boolean {
  return a.providers === b.providers && a.counts === b.counts && a.faults === b.faults && a.names === b.names;
}
