import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, topLevelProperty } from '../../annotate';
import {
  assistantProvider,
  isStoredInProject,
  isStoredRemotely,
  hasValueOrIsStored,
} from '../../agentValues';
import { type Span, findValue, spanOf } from '../../syntax/document';
import { type Path, fromPointer } from '../../syntax/json';
import { conjunctionList, quoteNames } from '../messages';
import type { Rule } from '../problem';
import type { Provider, Requirement } from '../../schema/schema';
import { labelOf, reasonOf } from '../../schema/localizedSchema';

/** Properties that the selected provider requires: one problem on the provider's value that lists all of them. */
export const missingProviderProperty: Rule = {
  id: 'missing-provider-property',
  severity: 'warning',
  skipOnSyntaxErrors: true,
  scope: 'document',
  *check(agent) {
    const id = assistantProvider(agent);
    const value = topLevelProperty(agent, 'assistant_provider')?.value;
    const provider = id === undefined ? undefined : agent.schema.providers.get(id);
    if (!value || !provider) return;
    const unmet = provider.requires.filter(
      ({ any }) =>
        !any.some(
          (pointer) =>
            hasValueOrIsStored(agent, pointer) ||
            isStoredInProject(agent, pointer) ||
            hasInvalidParent(agent, pointer),
        ),
    );
    const required = unmet.filter(({ severity }) => severity !== 'info');
    const reported = required.length > 0 ? required : unmet;
    if (reported.length === 0) return;
    const pointers = firstOfEach(reported);
    yield {
      span: spanOf(value),
      path: ['assistant_provider'],
      severity: severityOf(agent, provider, reported),
      message: required.length > 0 ? requiredMessage(provider, required) : supportedMessage(provider, unmet),
      related: pointers.flatMap((pointer) => {
        const span = spanNear(agent, fromPointer(pointer));
        return span
          ? [{ span, message: `${joinNames(fromPointer(pointer))}: ${joinedReasons(pointer, reported)}` }]
          : [];
      }),
      fix: { kind: 'add', pointers },
    };
  },
};

/**
 * Whether Cekura has accepted the agent: it has an ID, or a stored API key for the provider. Then missing properties are not necessarily
 * an error.
 */
function isAcceptedByCekura(agent: AnnotatedAgent, { requires }: Provider): boolean {
  return (
    agent.document.properties.has('id') ||
    requires.some(({ any }) =>
      any.some((pointer) => isStoredRemotely(agent, agent.schema.atPointer(pointer))),
    )
  );
}

function severityOf(
  agent: AnnotatedAgent,
  provider: Provider,
  requirements: readonly Requirement[],
): Requirement['severity'] {
  const highest = (['error', 'warning'] as const).find((level) =>
    requirements.some(({ severity }) => severity === level),
  );
  return highest === 'error' && isAcceptedByCekura(agent, provider) ? 'warning' : (highest ?? 'info');
}

function requiredMessage(provider: Provider, unmet: readonly Requirement[]): string {
  const names = quoteNames(groupByParent(firstOfEach(unmet.filter(({ any }) => any.length === 1))));
  const choices = unmet
    .filter(({ any }) => any.length > 1)
    .map(({ any }) => conjunctionList(quoteNames(groupByParent(any)), 'or'));
  const all = [...names, ...choices.map((choice) => (names.length > 0 ? l10n.t`either ${choice}` : choice))];
  return l10n.t`${labelOf(provider)} requires ${conjunctionList(all, 'and')}.`;
}

/** The purpose of optional properties. */
function supportedMessage(provider: Provider, unmet: readonly Requirement[]): string {
  const names = conjunctionList(quoteNames(groupByParent(firstOfEach(unmet))), 'and');
  return l10n.t`${labelOf(provider)} also supports ${names}. ${unmet.map(reasonOf).join(' ')}`;
}

/** Whether the object that should contain the property has another type: that is the cause, and another rule reports it. */
function hasInvalidParent({ document }: AnnotatedAgent, pointer: string): boolean {
  const [owner = '', ...below] = fromPointer(pointer);
  const type = below.length > 0 ? findValue(document, [owner])?.type : undefined;
  return type !== undefined && type !== 'object' && type !== 'null';
}

function firstOfEach(requirements: readonly Requirement[]): string[] {
  return [...new Set(requirements.flatMap(({ any }) => any.slice(0, 1)))];
}

/** Why a provider requires a property; several requirements may name it. */
function joinedReasons(pointer: string, requirements: readonly Requirement[]): string {
  const matching = requirements.filter(({ any }) => any[0] === pointer);
  return matching.map(reasonOf).join(' ');
}

/** `livekit_api_key`, `livekit_data.{api_secret, url}`: properties of the same object are grouped to keep the message short. */
function groupByParent(pointers: readonly string[]): string[] {
  const paths = pointers.map(fromPointer);
  const owners = new Set(paths.map((path) => joinNames(path.slice(0, -1))));
  return [...owners].flatMap((owner) => {
    const names = paths
      .filter((path) => joinNames(path.slice(0, -1)) === owner)
      .map((path) => joinNames(path.slice(-1)));
    if (owner === '') return names;
    return names.length === 1 ? [`${owner}.${names.join('')}`] : [`${owner}.{${names.join(', ')}}`];
  });
}

function joinNames(steps: readonly string[]): string {
  return steps.join('.');
}

/** The property if it exists but is empty, otherwise its parent object. */
function spanNear({ document }: AnnotatedAgent, path: Path): Span | undefined {
  const node =
    findValue(document, path) ?? (path.length > 1 ? findValue(document, path.slice(0, -1)) : undefined);
  return node && { offset: node.offset, length: node.type === 'object' ? 1 : node.length };
}
