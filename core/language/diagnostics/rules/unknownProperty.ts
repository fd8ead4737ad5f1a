import * as l10n from '@vscode/l10n';
import { childrenOf } from '../../annotate';
import { spanOf } from '../../syntax/document';
import { namesMeantBy } from '../didYouMean';
import { nameOf, withGuess } from '../messages';
import type { Rule } from '../problem';

/** A member that the schema does not have: Cekura drops those without a word. */
export const unknownMember: Rule = {
  id: 'unknown-property',
  severity: 'warning',
  *check(agent) {
    for (const object of agent.places) {
      if (object.value?.type !== 'object' || !object.schema || object.schema.properties.size === 0) continue;
      for (const place of childrenOf(object)) {
        const { key, schema, path } = place;
        if (!key || schema) continue;
        const names = namesMeantBy(agent, place);
        const message = withGuess(l10n.t`Unknown property "${nameOf(path)}".`, names);
        yield { span: spanOf(key), path, message, cure: { kind: 'rename', names } };
      }
    }
  },
};
