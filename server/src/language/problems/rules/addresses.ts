import { nameOf } from '../messages';
import type { Cure, Rule } from '../problem';
import { redactUrl } from '../../secrets';
import { hasCredentials, withScheme } from '../urls';
import { stringsLike } from '../strings';

/** A socket that is not addressed by ws: or wss:. */
export const websocketUrl: Rule = {
  id: 'websocket-url',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsLike(agent, 'ws-url')) {
      if (/^wss?:\/\/[^\s/]/i.test(text)) continue;
      const message = `${nameOf(path)} is no WebSocket address; begin it with wss:// or ws://`;
      yield {
        span,
        path,
        message,
        ...replaceBy(text, withScheme(text, { http: 'ws', https: 'wss' }, 'wss')),
      };
    }
  },
};

/** A web address that begins with neither http: nor https:. */
export const oddUrl: Rule = {
  id: 'odd-url',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsLike(agent, 'http-url', 'trigger-url')) {
      if (/^https?:\/\/[^\s/]\S*$/i.test(text)) continue;
      const message = `${nameOf(path)} is no web address; begin it with https:// or http://`;
      yield {
        span,
        path,
        message,
        ...replaceBy(text, withScheme(text, { ws: 'http', wss: 'https' }, 'https')),
      };
    }
  },
};

/** A SIP address without `sip:` in front. */
export const sipEndpoint: Rule = {
  id: 'sip-endpoint',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsLike(agent, 'sip-uri')) {
      if (/^sips?:[^\s/]+$/i.test(text)) continue;
      const message = `${nameOf(path)} is no SIP address; write it as sip:user@host`;
      const bare = text.trim().replace(/^(?:sip:)?\/\//i, '');
      yield {
        span,
        path,
        message,
        ...replaceBy(text, /^[^\s/:@]+@[^\s/@]+$/.test(bare) ? `sip:${bare}` : undefined),
      };
    }
  },
};

/** User and password inside an address: they are in clear, and Cekura calls no trigger URL that has them. */
export const urlCredentials: Rule = {
  id: 'url-credentials',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsLike(agent, 'ws-url', 'http-url', 'trigger-url', 'sip-uri')) {
      if (!hasCredentials(text)) continue;
      const message = `${nameOf(path)} has a password in its address; take it out`;
      yield { span, path, message, cure: { kind: 'strip-credentials' } };
    }
  },
};

/** An address with a secret in it must not travel with the finding, so no ready-made value is offered for it. */
function replaceBy(text: string, mended: string | undefined): { cure?: Cure } {
  return mended === undefined || redactUrl(text) !== text
    ? {}
    : { cure: { kind: 'replace', values: [mended] } };
}
