import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { jsonAt } from '../agentValues';
import type { Problem } from '../diagnostics';
import { conjunctionList, displayPath, quoteNames } from '../diagnostics/messages';
import type { PropertySchema } from '../schema/schema';
import { type Change, editAgent } from '../syntax/edit';
import { type Json, type JsonObject, fromPointer, isJsonObject, toPointer } from '../syntax/json';
import { type Fix, quickFix } from './fix';
import { removeProperty } from './remove';

/** Moves the values of a deprecated property to the properties that replace it. Not offered if that would lose or overwrite a value. */
export function convertDeprecated(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const pointer = toPointer(problem.path);
  const property = agent.schema.atPointer(pointer);
  const value = jsonAt(agent, pointer);
  const targets = new Set([...property.replacedBy.values()].map((target) => String(fromPointer(target)[0])));
  const isConvertible =
    isJsonObject(value) && isEveryValueMapped(value, property) && areUnset(agent, [...targets]);
  if (!isConvertible) return removeProperty(agent, problem);
  const changes: Change[] = [
    { path: problem.path, value: undefined },
    ...unsetProvider(agent, property),
    ...[...property.replacedBy].flatMap(([from, to]) => moveProperty(value, from, to)),
  ];
  const title = l10n.t`Convert "${displayPath(problem.path)}" to ${conjunctionList(quoteNames([...targets]), 'and')}`;
  return [
    quickFix(problem, title, editAgent(agent.document, changes), true),
    ...removeProperty(agent, problem),
  ];
}

function isEveryValueMapped(value: JsonObject, { replacedBy }: PropertySchema): boolean {
  return Object.keys(value).every((name) => replacedBy.has(toPointer([name])));
}

function areUnset(agent: AnnotatedAgent, names: readonly string[]): boolean {
  return names.every((name) => (jsonAt(agent, toPointer([name])) ?? null) === null);
}

function moveProperty(value: JsonObject, from: string, to: string): Change[] {
  const [name = ''] = fromPointer(from);
  const current = value[name];
  return current === undefined ? [] : [{ path: fromPointer(to), value: current }];
}

/** The transcript provider of the old property was removed with it. */
function unsetProvider(agent: AnnotatedAgent, { provider }: PropertySchema): Change[] {
  const pointer = '/transcript_provider';
  const selected: Json | undefined = jsonAt(agent, pointer);
  const isRemoved = agent.schema
    .atPointer(pointer)
    .enumValues.some(({ value, removed }) => value === provider && removed !== undefined);
  return selected === provider && isRemoved ? [{ path: fromPointer(pointer), value: '' }] : [];
}
