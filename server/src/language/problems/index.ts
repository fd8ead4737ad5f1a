import type { AnnotatedAgent } from '../annotate';
import type { Problem, Rule, RuleSettings } from './problem';
import { rules } from './rules';

export type { Cure, Finding, Problem, Rule, RuleSettings, Severity } from './problem';
export { rules };

/** All that is wrong with an agent, in the order of the text. Settings decide severities and which rules are off. */
export function findProblems(agent: AnnotatedAgent, settings: RuleSettings = {}): Problem[] {
  return rules
    .flatMap((rule) => problemsOf(rule, agent, settings))
    .sort((a, b) => a.span.offset - b.span.offset || a.span.length - b.span.length);
}

function problemsOf(rule: Rule, agent: AnnotatedAgent, settings: RuleSettings): Problem[] {
  const wanted = settings[rule.id];
  if (wanted === 'off') return [];
  return [...rule.check(agent)].map((finding) => ({
    ...finding,
    rule: rule.id,
    severity: wanted ?? finding.severity ?? rule.severity,
  }));
}
