import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';
import { isHttpUrl, replaceUrl, withScheme } from '../urls';

const httpSchemes = new Map([
  ['ws', 'http'],
  ['wss', 'https'],
]);

/** A URL whose scheme is neither http nor https. */
export const invalidUrl: Rule = {
  id: 'invalid-url',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsOfFormat(agent, 'http-url', 'trigger-url')) {
      if (isHttpUrl(text)) continue;
      const message = l10n.t`"${displayPath(path)}" is not a valid URL. It must start with https:// or http://.`;
      yield { span, path, message, ...replaceUrl(text, withScheme(text, httpSchemes, 'https')) };
    }
  },
};
