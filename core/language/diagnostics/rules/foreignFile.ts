import * as l10n from '@vscode/l10n';
import { foreignFileIn } from '../../foreign/detect';
import { foreignFileMessage } from '../../foreign/message';
import { unconvertedIn } from '../../foreign/convert';
import { toJson } from '../../syntax/document';
import { isJsonObject } from '../../syntax/json';
import { listed, quoted } from '../messages';
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
    yield {
      span,
      path: [],
      message: foreignFileMessage(foreign),
      ...(unconverted.length > 0 && {
        related: [{ span, message: l10n.t`Not converted: ${listed(quoted(unconverted), 'and')}.` }],
      }),
      fix: { kind: 'convert-foreign' },
    };
  },
};
