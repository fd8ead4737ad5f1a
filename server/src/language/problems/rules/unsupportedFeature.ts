import { type AnnotatedAgent, assistantProvider, providersInUse } from '../../annotate';
import { spanOf } from '../../document';
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
    for (const { top } of agent.parts) {
      const { value, path } = top;
      if (path.length !== 1 || value?.value !== true) continue;
      const name = String(path[0]);
      const able = providersWith(agent, name);
      if (able.length === 0) continue;
      if (able.some((id) => inUse.includes(id))) continue;
      const message = `${provider.id} does not have ${name}; only ${listed(able, 'and')} do`;
      yield { span: spanOf(value), path, message, cure: { kind: 'replace', values: [false] } };
    }
  },
};

/** The providers that support a feature; none for members that are no such feature. */
function providersWith({ schema }: AnnotatedAgent, feature: string): string[] {
  return [...schema.providers.values()]
    .filter(({ supports }) => supports.includes(feature))
    .map(({ id }) => id);
}
