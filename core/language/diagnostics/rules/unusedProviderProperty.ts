import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../../annotate';
import { selectedProviders } from '../../agentValues';
import { toJson, spanOf } from '../../syntax/document';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import { providerName } from '../../schema/localizedSchema';
import { isEmptyValue } from '../strings';

/** A property of a provider that the agent does not use. Empty values, as in pulled files, are not reported. */
export const unusedProviderProperty: Rule = {
  id: 'unused-provider-property',
  severity: 'warning',
  scope: 'document',
  *check(agent) {
    for (const { key, value, schema, path } of agent.root?.top.children ?? []) {
      const provider = schema?.provider;
      if (!key || provider === undefined || schema?.readOnly || isInUse(agent, provider)) continue;
      if (!value || isEmptyValue(toJson(agent.document, value))) continue;
      const message = l10n.t`"${displayPath(path)}" only applies to ${providerName(agent.schema, provider)}, which this agent doesn't use.`;
      yield { span: spanOf(key), path, message, fix: { kind: 'remove-provider', provider } };
    }
  },
};

/** Whether a provider is selected, or may be because a selected one is unknown, such as misspelled. */
function isInUse(agent: AnnotatedAgent, provider: string): boolean {
  const inUse = selectedProviders(agent);
  return inUse.includes(provider) || !inUse.every((id) => isKnown(agent, id));
}

function isKnown({ schema }: AnnotatedAgent, id: string): boolean {
  const properties = [...schema.root.properties.values()];
  return schema.providers.has(id) || properties.some(({ provider }) => provider === id);
}
