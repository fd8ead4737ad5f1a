import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, hasValueOrIsStored, topLevelProperty } from '../../annotate';
import { spanOf } from '../../syntax/document';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';

/** An agent that calls by telephone must dial from the number in the file, or Cekura drops the call. */
export const outboundWithoutNumber: Rule = {
  id: 'outbound-without-number',
  severity: 'warning',
  skipOnSyntaxErrors: true,
  scope: 'document',
  *check(agent) {
    const value = topLevelProperty(agent, 'inbound')?.value;
    if (value?.value !== false || hasValueOrIsStored(agent, '/contact_number') || isReachedOtherwise(agent))
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

/** A socket or a SIP address is a connection of its own and needs no number. */
function isReachedOtherwise(agent: AnnotatedAgent): boolean {
  const [address] = stringsOfFormat(agent, 'ws-url', 'sip-uri');
  return address !== undefined;
}
