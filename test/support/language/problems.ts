import assert from 'node:assert/strict';
import { type Problem, type RuleSettings, findProblems } from '#language/diagnostics/index';
import { annotated } from './agents';

/** The required properties, so that only the properties of a test have problems. */
export const requiredProperties = '"agent_name": "Desk", "description": "Answers.", "inbound": true';

/** An agent with the required and these properties. */
export function agentWith(properties: string): string {
  return `{${requiredProperties}, ${properties}}`;
}

export function problemsOf(text: string, settings?: RuleSettings): Problem[] {
  return findProblems(annotated(text), settings);
}

/** `severity rule at token: message` of each problem, in the order of the text. */
export function describeProblems(text: string, settings?: RuleSettings): string[] {
  return problemsOf(text, settings).map(
    ({ severity, rule, span, message }) =>
      `${severity} ${rule} at ${text.slice(span.offset, span.offset + span.length)}: ${message}`,
  );
}

/** The only problem of a rule in a text. */
export function problemOf(text: string, rule: string): Problem {
  const found = problemsOf(text).filter((problem) => problem.rule === rule);
  assert.equal(found.length, 1, `${rule} in ${text}: ${JSON.stringify(describeProblems(text))}`);
  return found[0]!;
}
