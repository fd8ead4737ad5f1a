import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, topLevelProperty } from '../../annotate';
import { hasValueOrIsStored } from '../../agentValues';
import { spanOf } from '../../syntax/document';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';

/** Cekura drops the calls of an outbound agent without a phone number. */
export const outboundWithoutNumber: Rule = {
  id: 'outbound-without-number',
  severity: 'warning',
  skipOnSyntaxErrors: true,
  scope: 'document',
  *check(agent) {
    const value = topLevelProperty(agent, 'inbound')?.value;
    if (value?.value !== false || hasValueOrIsStored(agent, '/contact_number') || hasOtherConnection(agent))
      return;
    yield {
      span: spanOf(value),
      path: ['inbound'],
      message: l10n.t(
        'An outbound agent requires "contact_number" (its caller ID). Otherwise its calls are dropped.',
      ),
      fix: { kind: 'add', pointers: ['/contact_number'] },
    };
  },
};

/** Agents reached by WebSocket or SIP need no phone number. */
function hasOtherConnection(agent: AnnotatedAgent): boolean {
  const [address] = stringsOfFormat(agent, 'ws-url', 'sip-uri');
  return address !== undefined;
}
