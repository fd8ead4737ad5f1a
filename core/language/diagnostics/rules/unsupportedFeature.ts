import * as l10n from '@vscode/l10n';
import { topLevelProperty } from '../../annotate';
import { assistantProvider, selectedProviders } from '../../agentValues';
import { spanOf } from '../../syntax/document';
import { conjunctionList } from '../messages';
import type { Rule } from '../problem';
import { labelOf } from '../../schema/localizedSchema';

/** An automatic feature that is on, but not supported by the selected providers. Unknown providers are not checked. */
export const unsupportedFeature: Rule = {
  id: 'unsupported-feature',
  severity: 'warning',
  scope: 'document',
  *check(agent) {
    const provider = agent.schema.providers.get(assistantProvider(agent) ?? '');
    if (!provider) return;
    const inUse = selectedProviders(agent);
    const providers = [...agent.schema.providers.values()];
    for (const name of new Set(providers.flatMap(({ supports }) => supports))) {
      const value = topLevelProperty(agent, name)?.value;
      const supporting = providers.filter(({ supports }) => supports.includes(name));
      if (value?.value !== true || supporting.some(({ id }) => inUse.includes(id))) continue;
      const names = conjunctionList(supporting.map(labelOf), 'and');
      const message = l10n.t`"${name}" is not supported by ${labelOf(provider)}, only by ${names}.`;
      yield { span: spanOf(value), path: [name], message, fix: { kind: 'replace', values: [false] } };
    }
  },
};
