import * as l10n from '@vscode/l10n';
import { topLevelProperty } from '../../annotate';
import { jsonAt } from '../../agentValues';
import { spanOf } from '../../syntax/document';
import type { Rule } from '../problem';

/** Automatic outbound calls require an outbound agent. */
export const autoCallInbound: Rule = {
  id: 'auto-call-inbound',
  severity: 'warning',
  scope: 'document',
  *check(agent) {
    const value = topLevelProperty(agent, 'outbound_auto_call')?.value;
    if (value?.value !== true || jsonAt(agent, '/inbound') !== true) return;
    yield {
      span: spanOf(value),
      path: ['outbound_auto_call'],
      message: l10n.t('"outbound_auto_call" requires "inbound" to be false.'),
      fix: { kind: 'replace', values: [false] },
    };
  },
};
