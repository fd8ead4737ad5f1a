import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { StringNode } from '../../annotate';
import type { Report, Rule } from '../problem';

/** Only whitespace where the schema requires a value. */
export const blankString: Rule = {
  id: 'blank-string',
  severity: 'error',
  check: (agent) => agent.strings.filter(isBlank).map(reportOf),
};

function isBlank({ schema, text }: StringNode): boolean {
  return Boolean(schema?.minLength) && text !== '' && text.trim() === '';
}

function reportOf({ path, span }: StringNode): Report {
  return { span, path, message: l10n.t`"${displayPath(path)}" is blank. Enter a value.` };
}
