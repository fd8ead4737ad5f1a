import type { AnnotatedAgent } from '../annotate';
import { endOf } from '../syntax/document';
import { type RuleReport, runRules, runRulesUncached } from './validateSubtrees';
import type { Problem, RuleSettings } from './problem';
import { foreignFileIn } from '../foreign/detect';
import { rules } from './rules';
import { foreignFile } from './rules/foreignFile';
import { syntax } from './rules/syntax';
import { isValidJsonc } from '../syntax/jsonc';
import { endOfLine } from '../syntax/recovery';

export type { FixData, Problem, Report, Rule, RuleSettings, Severity } from './problem';
export { agentIdOf, duplicateId, duplicateIdProblems } from './duplicateId';
export { rules };

/** All problems of an agent in document order. The settings decide severities and which rules are off. */
export function findProblems(agent: AnnotatedAgent, settings: RuleSettings = {}): Problem[] {
  return toProblems(agent, runRules(agent), settings);
}

/** Like `findProblems`, for a text that is not edited: nothing is cached for later versions. */
export function findProblemsUncached(agent: AnnotatedAgent, settings: RuleSettings = {}): Problem[] {
  return toProblems(agent, runRulesUncached(agent), settings);
}

function toProblems(
  agent: AnnotatedAgent,
  reports: readonly RuleReport[],
  settings: RuleSettings,
): Problem[] {
  const isValid = isValidJsonc(agent.document);
  const isForeign = foreignFileIn(agent.schema, agent.document) !== undefined;
  const problems = reports
    .filter(({ rule }) => !isForeign || rule === syntax || rule === foreignFile)
    .filter(({ rule }) => isValid || !rule.skipOnSyntaxErrors)
    .flatMap((report) => toProblem(agent, report, settings) ?? [])
    .sort(
      (a, b) =>
        a.span.offset - b.span.offset ||
        Number(b.rule === syntax.id) - Number(a.rule === syntax.id) ||
        a.span.length - b.span.length ||
        rankOf(a) - rankOf(b),
    );
  return isValid ? problems : dropCascadingErrors(agent.document.text, problems);
}

function toProblem(
  { schema }: AnnotatedAgent,
  report: RuleReport,
  settings: RuleSettings,
): Problem | undefined {
  const { rule, path, onlyIf } = report;
  if (onlyIf && (settings[onlyIf.rule] === 'off') !== onlyIf.isOff) return undefined;
  const defaultSeverity = report.severity ?? rule.severity;
  // A schema update only adds properties and values: it never causes errors.
  const isUpdated =
    defaultSeverity === 'error' && rule !== syntax && schema.at(path.slice(0, 1))?.updated !== undefined;
  const severity = settings[rule.id] ?? (isUpdated ? 'warning' : defaultSeverity);
  return severity === 'off' ? undefined : { ...report, rule: rule.id, severity };
}

const ranks = new Map(rules.map(({ id }, index) => [id, index]));

/** Of several problems on one token, the one whose rule comes first in `rules` is first. */
function rankOf({ rule }: Problem): number {
  return ranks.get(rule) ?? 0;
}

/**
 * The rest of the line after a syntax error is ambiguous, so problems there are dropped. This doesn't apply to syntax errors with a fix,
 * unless the fix guesses the end of a string.
 */
function dropCascadingErrors(text: string, problems: readonly Problem[]): Problem[] {
  let suppressed = 0;
  return problems.filter((problem) => {
    if (problem.rule !== syntax.id) return problem.span.offset >= suppressed;
    suppressed = Math.max(suppressed, endOfSuppression(text, problem));
    return true;
  });
}

function endOfSuppression(text: string, { span, fix, suppressUntil }: Problem): number {
  if (suppressUntil !== undefined) return suppressUntil;
  return fix && fix.kind !== 'close-string' ? span.offset : endOfLine(text, endOf(span));
}
