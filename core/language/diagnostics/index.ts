import { type AnnotatedAgent, onlyMembers } from '../annotate';
import { endOf } from '../syntax/document';
import { type Found, findingsAcross, findingsAtOnce, findingsInParts, partRules } from './cachedFindings';
import type { Problem, RuleSettings } from './problem';
import { rules } from './rules';
import { syntax } from './rules/syntax';
import { isReadable } from '../syntax/jsonc';
import { endOfLine } from '../syntax/recovery';

export type { Cure, Finding, Problem, Rule, RuleSettings, Severity } from './problem';
export { agentIdOf, sharedId, sharedIdProblems } from './duplicateId';
export { rules };

/** All that is wrong with an agent, in the order of the text. Settings decide severities and which rules are off. */
export function findProblems(agent: AnnotatedAgent, settings: RuleSettings = {}): Problem[] {
  return problemsFrom(agent, [...findingsInParts(agent), ...findingsAcross(agent, rules)], settings);
}

/**
 * The same where nobody edits the agent, so that nothing needs to be kept for its next version. `doubts`: the members at the top
 * outside of which only rules that compare members may find something.
 */
export function findProblemsOnce(
  agent: AnnotatedAgent,
  settings: RuleSettings,
  doubts?: ReadonlySet<string>,
): Problem[] {
  const found = doubts
    ? [...findingsAtOnce(onlyMembers(agent, doubts), partRules), ...findingsAcross(agent, rules)]
    : findingsAtOnce(agent, rules);
  return problemsFrom(agent, found, settings);
}

function problemsFrom(agent: AnnotatedAgent, found: readonly Found[], settings: RuleSettings): Problem[] {
  const problems = found
    .filter(({ rule }) => !rule.needsWholeText || isReadable(agent.document))
    .flatMap((one) => problemFrom(one, settings))
    .sort(
      (a, b) =>
        a.span.offset - b.span.offset ||
        Number(b.rule === syntax.id) - Number(a.rule === syntax.id) ||
        a.span.length - b.span.length ||
        rankOf(a) - rankOf(b),
    );
  return isReadable(agent.document) ? problems : withoutConsequences(agent.document.text, problems);
}

const ranks = new Map(rules.map(({ id }, index) => [id, index]));

/** Of findings about the same token, the rules' order decides. */
function rankOf({ rule }: Problem): number {
  return ranks.get(rule) ?? 0;
}

/**
 * Behind a syntax error nobody can tell what the rest of its line was meant to be, so nothing is said of it. One that we
 * can mend leaves no doubt, except where it is a guess where a text was meant to end.
 */
function withoutConsequences(text: string, problems: readonly Problem[]): Problem[] {
  let doubtfulUntil = 0;
  return problems.filter((problem) => {
    if (problem.rule !== syntax.id) return problem.span.offset >= doubtfulUntil;
    doubtfulUntil = Math.max(doubtfulUntil, endOfDoubt(text, problem));
    return true;
  });
}

function endOfDoubt(text: string, { span, cure, suppressUntil }: Problem): number {
  if (suppressUntil !== undefined) return suppressUntil;
  return cure && cure.kind !== 'close-text' ? span.offset : endOfLine(text, endOf(span));
}

function problemFrom({ rule, finding }: Found, settings: RuleSettings): Problem[] {
  const severity = settings[rule.id] ?? finding.severity ?? rule.severity;
  return severity === 'off' ? [] : [{ ...finding, rule: rule.id, severity }];
}
