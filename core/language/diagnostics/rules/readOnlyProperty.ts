import * as l10n from '@vscode/l10n';
import { spanOf } from '../../syntax/document';
import { nameOf } from '../messages';
import type { Rule } from '../problem';

/** The member that ties a file to its agent on Cekura: read-only, and used all the same. */
const idProperty = 'id';

/** What Cekura writes and nobody sends. Pulled files are full of it, so it is a hint and never more by itself. */
export const readOnlyProperty: Rule = {
  id: 'read-only-property',
  severity: 'hint',
  *check(agent) {
    for (const { key, schema, path } of agent.nodes) {
      if (!key || !schema?.readOnly || (path.length === 1 && path[0] === idProperty)) continue;
      const message = l10n.t`"${nameOf(path)}" is read-only and not sent on push.`;
      yield { span: spanOf(key), path, message, unnecessary: true, fix: { kind: 'remove' } };
    }
  },
};
