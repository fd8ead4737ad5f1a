import { type AnnotatedAgent, type Part, onlyParts, providersInUse } from '../annotate';
import { type Node, type Span, nameOf, topProperties } from '../document';
import { MemberMemo } from '../memberMemo';
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
  const found: Found[] = [];
  const fresh: Part[] = [];
  for (const part of agent.parts) {
    const known = part.node && judged.recall(agent, part.node, contextOf(part.node));
    if (known) for (const one of known) found.push(one);
    else fresh.push(part);
  }
  for (const [part, own] of judge(agent, fresh)) {
    if (part.node) judged.keep(agent, part.node, contextOf(part.node), own);
    for (const one of own) found.push(one);
  }
  return found;
}

/**
 * Part → what the rules find in it. Members are judged all at once: to ask each rule about each of them takes longer than
 * the answers. The root is judged apart, for what is found there may stand in a member, as with duplicates.
 */
function judge(agent: AnnotatedAgent, parts: readonly Part[]): Map<Part, Found[]> {
  const members = parts.filter(({ node }) => node);
  const found = new Map(
    parts.map((part) => [part, part.node ? [] : check(onlyParts(agent, [part]), partRules)]),
  );
  if (members.length === 0) return found;
  for (const one of check(onlyParts(agent, members), partRules)) {
    const part = lastUpTo(members, one.finding.span.offset);
    if (part) found.get(part)?.push(one);
  }
  return found;
}

/** The last of the members, which stand in the order of the text, that begins at `offset` or before. */
function lastUpTo(members: readonly Part[], offset: number): Part | undefined {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((members[middle]?.node?.offset ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return members[low - 1];
}

/** What those of the rules find that compare members. */
export function findingsAcross(agent: AnnotatedAgent, wanted: readonly Rule[]): Found[] {
  return check(
    agent,
    wanted.filter(({ acrossMembers }) => acrossMembers),
  );
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
    const name = member.type === 'property' ? nameOf(member) : '';
    const faults = across.get(name);
    return [
      providers,
      properties.get(name) === member ? 'counts' : '',
      faults ? JSON.stringify(faults) : '',
      agent.schema.root.properties.has(name) ? '' : names,
    ];
  };
}
