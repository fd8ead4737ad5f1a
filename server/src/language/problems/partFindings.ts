import { type AnnotatedAgent, type Part, onlyPart, providersInUse } from '../annotate';
import { type Node, type Span, keyOf, topProperties } from '../document';
import { MemberMemo } from '../memberMemo';
import { originOf } from '../movedNode';
import { oneLine } from './messages';
import type { Finding, Rule } from './problem';
import { rules } from './rules';
import { faultsAcrossMembers } from './schemaFaults';

/** What a rule found. */
export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

const judged = new MemberMemo<readonly Found[]>((found, shift) => found.map((one) => moved(one, shift)));

const partRules = rules.filter(({ acrossMembers }) => !acrossMembers);

/** What the rules find in each part of an agent. A member that was judged before in the same context is not judged again. */
export function findingsInParts(agent: AnnotatedAgent): Found[] {
  const contextOf = contextsIn(agent);
  return agent.parts.flatMap((part) => {
    const { node } = part;
    if (node?.type !== 'property') return judge(agent, part);
    return judged.answer(agent, node, contextOf(node), () => judge(agent, part));
  });
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
function contextsIn(agent: AnnotatedAgent): (member: Node) => readonly string[] {
  const properties = topProperties(agent.document);
  const across = faultsAcrossMembers(agent.document);
  const providers = providersInUse(agent).join();
  const names = JSON.stringify([...properties.keys()]);
  return (member) => {
    const name = String(keyOf(originOf(member))?.value);
    const faults = across.get(name);
    return [
      providers,
      properties.get(name) === member ? 'counts' : '',
      faults ? JSON.stringify(faults) : '',
      agent.schema.root.properties.has(name) ? '' : names,
    ];
  };
}
