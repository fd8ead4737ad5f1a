import type { AnnotatedAgent, AnnotatedNode } from '../annotate';
import { type TextEdit, editAgent, removeProperties, replaceValue } from '../syntax/edit';
import type { Json } from '../syntax/json';
import type { Problem } from '../diagnostics';

/** The node whose name or value the problem is on. Unlike the path, it distinguishes duplicate properties. */
export function nodeOfProblem(agent: AnnotatedAgent, { span }: Problem): AnnotatedNode | undefined {
  return agent.nodes.find(({ key, value }) => key?.offset === span.offset || value?.offset === span.offset);
}

/** The string that the problem is on; undefined if it is on another value. */
export function stringOfProblem(agent: AnnotatedAgent, problem: Problem): string | undefined {
  const text: unknown = nodeOfProblem(agent, problem)?.value?.value;
  return typeof text === 'string' ? text : undefined;
}

export function replaceProblemValue(agent: AnnotatedAgent, problem: Problem, value: Json): TextEdit[] {
  const node = nodeOfProblem(agent, problem);
  return node?.value ? [replaceValue(agent.document, node.value, value, node.path.length)] : [];
}

export function removeProblemProperty(agent: AnnotatedAgent, problem: Problem): TextEdit[] {
  const property = nodeOfProblem(agent, problem)?.property;
  if (property) return removeProperties(agent.document, [property]);
  return editAgent(agent.document, [{ path: problem.path, value: undefined }]);
}
