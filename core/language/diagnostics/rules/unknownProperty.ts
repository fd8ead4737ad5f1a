import * as l10n from '@vscode/l10n';
import { unknownProperties } from '../../annotate';
import { spanOf } from '../../syntax/document';
import { suggestedNames } from '../didYouMean';
import { displayPath, withSuggestions } from '../messages';
import type { Rule } from '../problem';

/** A property that is not in the schema: Cekura ignores it. An error if it is a misspelled required property. */
export const unknownProperty: Rule = {
  id: 'unknown-property',
  severity: 'warning',
  *check(agent) {
    for (const object of agent.objects) {
      if (!object.schema || object.schema.properties.size === 0) continue;
      for (const node of unknownProperties(object)) {
        const { key, path } = node;
        if (!key) continue;
        const names = suggestedNames(agent, node);
        const name = displayPath(path);
        const message =
          names.length === 0
            ? l10n.t`Unknown property "${name}" (as of ${agent.schema.asOf}).`
            : withSuggestions(l10n.t`Unknown property "${name}".`, names);
        const isRequired = object.schema.required.includes(names[0] ?? '');
        const severity = isRequired ? { severity: 'error' as const } : {};
        yield { span: spanOf(key), path, message, ...severity, fix: { kind: 'rename', names } };
      }
    }
  },
};
