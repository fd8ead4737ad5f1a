import * as l10n from '@vscode/l10n';
import { nameOf } from '../messages';
import type { Rule } from '../problem';
import { stringsLike } from '../strings';
import { isSocketAddress, replaceUrl, withScheme } from '../urls';

const secureAsBefore = new Map([
  ['http', 'ws'],
  ['https', 'wss'],
]);

/** A socket that is not addressed by ws: or wss:. */
export const websocketUrl: Rule = {
  id: 'invalid-websocket-url',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsLike(agent, 'ws-url')) {
      if (isSocketAddress(text)) continue;
      const message = l10n.t`"${nameOf(path)}" is not a valid WebSocket URL. It must start with wss:// or ws://.`;
      yield { span, path, message, ...replaceUrl(text, withScheme(text, secureAsBefore, 'wss')) };
    }
  },
};
