import * as l10n from '@vscode/l10n';
import { spanOf } from '../../syntax/document';
import { displayPath } from '../messages';
import type { Rule } from '../problem';

/** Read-only, but used: it links the file to the agent on Cekura. */
const idProperty = 'id';

/** Properties that are never sent. Only a hint, because pulled files contain many of them. */
export const readOnlyProperty: Rule = {
  id: 'read-only-property',
  severity: 'hint',
  *check(agent) {
    for (const { key, path } of agent.knownNodes.filter(({ schema }) => schema?.readOnly)) {
      if (!key || (path.length === 1 && path[0] === idProperty)) continue;
      const message = l10n.t`"${displayPath(path)}" is read-only and not sent on push.`;
      yield { span: spanOf(key), path, message, unnecessary: true, fix: { kind: 'remove' } };
    }
  },
};
