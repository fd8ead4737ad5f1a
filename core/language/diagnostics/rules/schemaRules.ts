import { type AnnotatedAgent, knownValues } from '../../annotate';
import { type Span, spanOf } from '../../syntax/document';
import { cureFor, isUnset } from '../suggestedFixes';
import { sentences, withGuess } from '../messages';
import type { Report, Rule } from '../problem';
import type { SchemaError } from '../schemaErrors';
import { isPlaceholder } from '../strings';
import { isJsonInString } from './stringifiedJson';

/** Rules that JSON Schema checks by itself: rule id → the keywords it speaks for. A new keyword needs a line here. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  'wrong-type': ['type'],
  'not-in-enum': ['enum'],
  'invalid-format': ['pattern'],
  'too-short': ['minLength', 'minItems'],
  'too-long': ['maxLength', 'maxItems'],
  'out-of-range': ['minimum', 'maximum'],
};

export const schemaRules: readonly Rule[] = Object.entries(keywords).map(([id, own]) => ({
  id,
  severity: 'error',
  *check(agent) {
    for (const fault of agent.schemaErrors) {
      if (own.includes(fault.keyword) && !isSettledElsewhere(agent, fault)) yield* findingFor(agent, fault);
    }
  },
}));

/** Another rule says it better, or the user's settings allow the value. */
function isSettledElsewhere(agent: AnnotatedAgent, fault: SchemaError): boolean {
  const { schema, path } = fault.place;
  const isAllowed =
    fault.keyword === 'enum' &&
    schema &&
    knownValues(schema, agent.options).some(({ value }) => value === fault.data);
  return isAllowed === true || isJsonInString(fault) || isPlaceholder(path, fault.data);
}

function* findingFor(agent: AnnotatedAgent, fault: SchemaError): Generator<Report> {
  const { path, value } = fault.place;
  const sentence = sentences[fault.keyword];
  if (!value || !sentence) return;
  const cure = cureFor(agent, fault);
  const message = withGuess(sentence(fault), cure?.kind === 'choose' ? cure.values : []);
  const isMild = fault.keyword === 'type' && isUnset(agent, fault);
  const severity = isMild ? { severity: 'warning' as const } : {};
  yield { span: tokenOf(fault, spanOf(value)), path, message, ...severity, ...(cure && { cure }) };
}

/** Objects and lists are marked by their opening bracket: a whole block underlined says less. */
function tokenOf({ place }: SchemaError, { offset, length }: Span): Span {
  const isBlock = place.value?.type === 'object' || place.value?.type === 'array';
  return { offset, length: isBlock ? 1 : length };
}
