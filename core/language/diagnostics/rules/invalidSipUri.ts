import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';
import { isSipUri, replaceUrl } from '../urls';

/** A SIP URI without the scheme. */
export const invalidSipUri: Rule = {
  id: 'invalid-sip-uri',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsOfFormat(agent, 'sip-uri')) {
      if (isSipUri(text)) continue;
      const message = l10n.t`"${displayPath(path)}" is not a valid SIP URI. Expected sip:user@host.`;
      yield { span, path, message, ...replaceUrl(text, withSip(text)) };
    }
  },
};

/** `user@host`, `sip://user@host` → `sip:user@host`; undefined for any other text. */
function withSip(text: string): string | undefined {
  const withoutScheme = text.trim().replace(/^(?:sip:)?\/\//i, '');
  return /^[^\s/:@]+@[^\s/@]+$/.test(withoutScheme) ? `sip:${withoutScheme}` : undefined;
}
