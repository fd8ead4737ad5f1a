import { type AnnotatedAgent, type Part, onlyParts, providersInUse } from '../annotate';
import { countUpTo } from '../syntax/binarySearch';
import { type Node, type Span, nameOf, topProperties } from '../syntax/document';
import { toPointer } from '../syntax/json';
import { type Context, PartMemo } from '../syntax/subtreeCache';
import { oneLine } from './messages';
import type { Finding, Rule } from './problem';
import { rules } from './rules';
import { faultsAcrossMembers } from './schemaErrors';

/** What a rule found. */
export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

const judged = new PartMemo<readonly Found[]>((found, shift) =>
  found.length === 0 ? found : found.map((one) => moved(one, shift)),
);

/** Those that judge each part by itself. */
export const partRules = rules.filter(({ acrossMembers }) => !acrossMembers);

/** What the rules find in each part of an agent. A part that was judged before in the same context is not judged again. */
export function findingsInParts(agent: AnnotatedAgent): Found[] {
  return agent.root ? findingsIn(agent, agent.root, contextsIn(agent)) : [];
}

/** The context of a part within a larger one. */
type ContextOf = (node: Node, index: number) => Context;

/** What they find in each of the parts of `whole`, and about itself, which may stand in one of those, as with duplicates. */
function findingsIn(agent: AnnotatedAgent, whole: Part, contextOf: ContextOf): Found[] {
  const found = findingsAtOnce(onlyParts(agent, [whole]), partRules);
  const fresh = new Map<Part, Context>();
  whole.parts.forEach((part, index) => {
    const context = contextOf(part.node, index);
    const known = judged.recall(agent, part.node, context);
    if (known) for (const one of known) found.push(one);
    else fresh.set(part, context);
  });
  for (const [part, own] of judge(agent, fresh)) {
    judged.keep(agent, part.node, fresh.get(part) ?? [], own);
    for (const one of own) found.push(one);
  }
  return found;
}

/** Part → what the rules find in it. Those without parts are judged at once: to ask each rule about each takes longer than the answers. */
function judge(agent: AnnotatedAgent, contexts: ReadonlyMap<Part, Context>): Map<Part, Found[]> {
  const found = new Map(
    [...contexts].map(([part, context]) => [
      part,
      part.parts.length === 0 ? [] : findingsIn(agent, part, contextsWithin(part, context)),
    ]),
  );
  const undivided = [...contexts.keys()].filter(({ parts }) => parts.length === 0);
  if (undivided.length === 0) return found;
  const offsets = undivided.map(({ node }) => node.offset);
  for (const one of findingsAtOnce(onlyParts(agent, undivided), partRules)) {
    const part = undivided[countUpTo(offsets, one.finding.span.offset) - 1];
    if (part) found.get(part)?.push(one);
  }
  return found;
}

/** What those of the rules find that compare members. */
export function findingsAcross(agent: AnnotatedAgent, wanted: readonly Rule[]): Found[] {
  return findingsAtOnce(
    agent,
    wanted.filter(({ acrossMembers }) => acrossMembers),
  );
}

/** What the rules find at all of an agent's places, each asked once. Nothing is kept for a next version. */
export function findingsAtOnce(agent: AnnotatedAgent, asked: readonly Rule[]): Found[] {
  const found: Found[] = [];
  for (const rule of asked) {
    for (const finding of rule.check(agent))
      found.push({ rule, finding: { ...finding, message: oneLine(finding.message) } });
  }
  return found;
}

function moved({ rule, finding }: Found, shift: number): Found {
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
function contextsIn(agent: AnnotatedAgent): ContextOf {
  const properties = topProperties(agent.document);
  const across = faultsAcrossMembers(agent.document);
  const providers = providersInUse(agent).join();
  const names = JSON.stringify([...properties.keys()]);
  return (member, index) => {
    const name = member.type === 'property' ? nameOf(member) : '';
    const faults = across.get(name);
    return [
      providers,
      properties.get(name) === member ? 'counts' : '',
      faults ? JSON.stringify(faults) : '',
      agent.schema.root.properties.has(name) ? '' : names,
      // An item is called by where it stands, also in a list where an agent should be.
      member.type === 'property' ? '' : index,
    ];
  };
}

/** What can change the findings in a part of a member: what can change the member's, and where it stands in that. */
function contextsWithin({ top }: Part, context: Context): ContextOf {
  const shared = [...context, toPointer(top.path)].join('\n');
  const named = [shared];
  return top.value?.type === 'array' ? (_, index) => [shared, index] : () => named;
}
