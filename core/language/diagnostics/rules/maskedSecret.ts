import * as l10n from '@vscode/l10n';
import { isMask } from '../../secrets/secrets';
import { displayPath } from '../messages';
import type { Rule } from '../problem';

/** A mask, as shown by APIs and logs in place of a secret: pushing it would overwrite the stored secret. */
export const maskedSecret: Rule = {
  id: 'masked-secret',
  severity: 'error',
  *check(agent) {
    for (const { path, span, text } of agent.secretStrings) {
      if (!isMask(text)) continue;
      const message = l10n.t`"${displayPath(path)}" contains a masked value. Remove it to keep the stored secret.`;
      yield { span, path, message, fix: { kind: 'remove-secret' } };
    }
  },
};
