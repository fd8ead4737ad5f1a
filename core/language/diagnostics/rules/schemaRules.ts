import type { AnnotatedAgent } from '../../annotate';
import { allowedValues } from '../../agentValues';
import { type Span, spanOf } from '../../syntax/document';
import { suggestFix, isUnset } from '../suggestedFixes';
import { messages, unknownValue, withSuggestions } from '../messages';
import type { Report, Rule } from '../problem';
import type { SchemaError } from '../schemaErrors';
import { isPlaceholder } from '../strings';
import { isStringifiedJson } from './stringifiedJson';

/** Rules checked by JSON Schema: rule ID → keywords. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  'wrong-type': ['type'],
  'not-in-enum': ['enum'],
  'invalid-format': ['pattern'],
  'too-short': ['minLength', 'minItems'],
  'too-long': ['maxLength', 'maxItems'],
  'out-of-range': ['minimum', 'maximum'],
};

export const schemaRules: readonly Rule[] = Object.entries(keywords).map(([id, ruleKeywords]) => ({
  id,
  severity: 'error',
  *check(agent) {
    for (const error of agent.schemaErrors) {
      if (ruleKeywords.includes(error.keyword) && !isReportedElsewhere(agent, error))
        yield* findingFor(agent, error);
    }
  },
}));

/** Whether another rule reports it more specifically, or the user's settings allow the value. */
function isReportedElsewhere(agent: AnnotatedAgent, error: SchemaError): boolean {
  const { schema } = error.node;
  const isAllowed =
    error.keyword === 'enum' &&
    schema &&
    allowedValues(schema, agent.options).some(({ value }) => value === error.data);
  return isAllowed === true || isStringifiedJson(error) || isPlaceholder(error.node.name, error.data);
}

function* findingFor(agent: AnnotatedAgent, error: SchemaError): Generator<Report> {
  const { path, value } = error.node;
  const sentence = messages[error.keyword];
  if (!value || !sentence) return;
  const fix = suggestFix(agent, error);
  const suggestions = fix?.kind === 'pick-value' ? fix.values : undefined;
  const message =
    suggestions?.length === 0
      ? unknownValue(error, agent.schema.asOf)
      : withSuggestions(sentence(error), suggestions ?? []);
  const isWarning = error.keyword === 'type' && isUnset(agent, error);
  const severity = isWarning ? { severity: 'warning' as const } : {};
  yield { span: tokenOf(error, spanOf(value)), path, message, ...severity, ...(fix && { fix }) };
}

/** Objects and arrays are marked at their opening bracket only. */
function tokenOf({ node }: SchemaError, { offset, length }: Span): Span {
  const isBlock = node.value?.type === 'object' || node.value?.type === 'array';
  return { offset, length: isBlock ? 1 : length };
}
