import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';

/** An empty string in a secret: pushing it might clear the stored value. */
export const emptySecret: Rule = {
  id: 'empty-secret',
  severity: 'error',
  *check(agent) {
    for (const { path, span, text } of agent.secretStrings) {
      if (text !== '') continue;
      const message = l10n.t`"${displayPath(path)}" is empty. Remove it to keep the stored secret, or use a reference.`;
      yield { span, path, message, fix: { kind: 'remove-secret' } };
    }
  },
};
