import * as l10n from '@vscode/l10n';
import { assistantProvider, providersInUse, topMember } from '../../annotate';
import { spanOf } from '../../syntax/document';
import { listed } from '../messages';
import type { Rule } from '../problem';

/** An automatic feature that is on while no provider in use has it. Of unknown providers nothing is claimed. */
export const unsupportedFeature: Rule = {
  id: 'unsupported-feature',
  severity: 'warning',
  acrossMembers: true,
  *check(agent) {
    const provider = agent.schema.providers.get(assistantProvider(agent) ?? '');
    if (!provider) return;
    const inUse = providersInUse(agent);
    const providers = [...agent.schema.providers.values()];
    for (const name of new Set(providers.flatMap(({ supports }) => supports))) {
      const value = topMember(agent, name)?.value;
      const able = providers.filter(({ supports }) => supports.includes(name)).map(({ id }) => id);
      if (value?.value !== true || able.some((id) => inUse.includes(id))) continue;
      const message = l10n.t`${provider.id} does not have ${name}; only ${listed(able, 'and')} do`;
      yield { span: spanOf(value), path: [name], message, cure: { kind: 'replace', values: [false] } };
    }
  },
};
