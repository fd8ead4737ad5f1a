import * as l10n from '@vscode/l10n';
import { foreignFileIn } from '../../foreign/detect';
import { foreignFileMessage } from '../../foreign/message';
import { unconvertedIn } from '../../foreign/convert';
import { findValue, spanOf, toJson } from '../../syntax/document';
import { isJsonObject } from '../../syntax/json';
import type { Rule } from '../problem';

/** A file of another tool, or an API response that contains agents. Apart from syntax errors, nothing else is reported in it. */
export const foreignFile: Rule = {
  id: 'foreign-file',
  severity: 'info',
  scope: 'document',
  *check({ schema, document }) {
    const foreign = foreignFileIn(schema, document);
    if (!foreign || !document.root) return;
    const span = { offset: document.root.offset, length: 1 };
    const data = toJson(document, document.root);
    const unconverted = foreign.format && isJsonObject(data) ? unconvertedIn(data, foreign.format) : [];
    const related = unconverted.flatMap((name) => {
      const value = findValue(document, [name]);
      return value ? [{ span: spanOf(value), message: l10n.t`"${name}" is not converted.` }] : [];
    });
    yield {
      span,
      path: [],
      message: foreignFileMessage(foreign),
      ...(related.length > 0 && { related }),
      fix: { kind: 'convert-foreign' },
    };
  },
};
