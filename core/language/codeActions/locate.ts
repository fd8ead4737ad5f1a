import type { AnnotatedAgent, AnnotatedNode } from '../annotate';
import { type TextEdit, editAgent, removeProperties, replaceValue } from '../syntax/edit';
import type { Json } from '../syntax/json';
import type { Problem } from '../diagnostics';

/** The place that a problem marks by its name or its value. Of members written twice it is the very one, unlike its path. */
export function markedPlace(agent: AnnotatedAgent, { span }: Problem): AnnotatedNode | undefined {
  return agent.nodes.find(({ key, value }) => key?.offset === span.offset || value?.offset === span.offset);
}

/** The marked text, as a value; undefined where something else is marked. */
export function markedText(agent: AnnotatedAgent, problem: Problem): string | undefined {
  const text: unknown = markedPlace(agent, problem)?.value?.value;
  return typeof text === 'string' ? text : undefined;
}

export function replaceMarked(agent: AnnotatedAgent, problem: Problem, value: Json): TextEdit[] {
  const place = markedPlace(agent, problem);
  return place?.value ? [replaceValue(agent.document, place.value, value, place.path.length)] : [];
}

export function removeMarked(agent: AnnotatedAgent, problem: Problem): TextEdit[] {
  const property = markedPlace(agent, problem)?.property;
  if (property) return removeProperties(agent.document, [property]);
  return editAgent(agent.document, [{ path: problem.path, value: undefined }]);
}
