import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { StringNode } from '../../annotate';
import type { Report, Rule } from '../problem';

/** Only whitespace where the schema requires a value. */
export const blankString: Rule = {
  id: 'blank-string',
  severity: 'error',
  *check(agent) {
    for (const node of agent.strings) {
      if (node.schema?.minLength && isBlankText(node.text)) yield reportOf(node);
    }
  },
};

function isBlankText(text: string): boolean {
  return text !== '' && text.trim() === '';
}

function reportOf({ path, span }: StringNode): Report {
  return { span, path, message: l10n.t`"${displayPath(path)}" is blank. Enter a value.` };
}
