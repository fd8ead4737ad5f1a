import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';

/** Only whitespace where the schema requires a value. */
export const blankString: Rule = {
  id: 'blank-string',
  severity: 'error',
  *check(agent) {
    for (const node of agent.strings) {
      const { path, span, text, schema } = node;
      if (schema?.minLength && text !== '' && text.trim() === '')
        yield { span, path, message: l10n.t`"${displayPath(path)}" is blank. Enter a value.` };
    }
  },
};
