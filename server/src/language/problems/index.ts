import type { AnnotatedAgent } from '../annotate';
import { endOf } from '../document';
import { oneLine } from './messages';
import type { Problem, Rule, RuleSettings } from './problem';
import { rules } from './rules';
import { syntax } from './rules/syntax';

export type { Cure, Finding, Problem, Rule, RuleSettings, Severity } from './problem';
export { agentIdOf, sharedId, sharedIdProblems } from './sharedId';
export { rules };

/** All that is wrong with an agent, in the order of the text. Settings decide severities and which rules are off. */
export function findProblems(agent: AnnotatedAgent, settings: RuleSettings = {}): Problem[] {
  const problems = rules
    .flatMap((rule) => problemsOf(rule, agent, settings))
    .sort((a, b) => a.span.offset - b.span.offset || a.span.length - b.span.length);
  return isBroken(agent) ? withoutConsequences(agent.document.text, problems) : problems;
}

/**
 * Behind a syntax error nobody can tell what the rest of its line was meant to be, so nothing is said of it. One that we
 * can mend leaves no doubt.
 */
function withoutConsequences(text: string, problems: readonly Problem[]): Problem[] {
  let doubtfulUntil = 0;
  return problems.filter(({ rule, span, cure }) => {
    if (rule !== syntax.id) return span.offset >= doubtfulUntil;
    if (cure) return true;
    const lineEnd = text.indexOf('\n', endOf(span));
    doubtfulUntil = lineEnd < 0 ? text.length : lineEnd;
    return true;
  });
}

function isBroken({ document }: AnnotatedAgent): boolean {
  return document.refusal !== undefined || document.syntaxErrors.length > 0;
}

function problemsOf(rule: Rule, agent: AnnotatedAgent, settings: RuleSettings): Problem[] {
  const wanted = settings[rule.id];
  if (wanted === 'off' || (rule.needsWholeText && isBroken(agent))) return [];
  return [...rule.check(agent)].map((finding) => ({
    ...finding,
    message: oneLine(finding.message),
    rule: rule.id,
    severity: wanted ?? finding.severity ?? rule.severity,
  }));
}
