import * as l10n from '@vscode/l10n';
import { spanOf } from '../../syntax/document';
import { namesMeantBy } from '../didYouMean';
import { nameOf, withGuess } from '../messages';
import type { Rule } from '../problem';

/** A member that the schema does not have: Cekura drops those without a word. */
export const unknownMember: Rule = {
  id: 'unknown-property',
  severity: 'warning',
  *check(agent) {
    for (const place of agent.places) {
      const { key, schema, parent, path } = place;
      if (!key || schema || !parent || parent.properties.size === 0) continue;
      const names = namesMeantBy(agent, place);
      const message = withGuess(l10n.t`Unknown property "${nameOf(path)}".`, names);
      yield { span: spanOf(key), path, message, cure: { kind: 'rename', names } };
    }
  },
};
