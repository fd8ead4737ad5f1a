import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';
import { hasCredentials } from '../urls';

/** User and password in a URL: they are plain text, and Cekura rejects trigger URLs with them. */
export const urlCredentials: Rule = {
  id: 'url-credentials',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsOfFormat(
      agent,
      'ws-url',
      'http-url',
      'trigger-url',
      'sip-uri',
    )) {
      if (!hasCredentials(text)) continue;
      const message = l10n.t`"${displayPath(path)}" contains credentials in its URL. Remove them.`;
      yield { span, path, message, fix: { kind: 'remove-credentials' } };
    }
  },
};
