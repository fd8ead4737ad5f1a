import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';
import { isWebsocketUrl, replaceUrl, withScheme } from '../urls';

const wsSchemes = new Map([
  ['http', 'ws'],
  ['https', 'wss'],
]);

/** A WebSocket URL whose scheme is neither ws nor wss. */
export const invalidWebsocketUrl: Rule = {
  id: 'invalid-websocket-url',
  severity: 'warning',
  *check(agent) {
    for (const { path, span, text } of stringsOfFormat(agent, 'ws-url')) {
      if (isWebsocketUrl(text)) continue;
      const message = l10n.t`"${displayPath(path)}" is not a valid WebSocket URL. It must start with wss:// or ws://.`;
      yield { span, path, message, ...replaceUrl(text, withScheme(text, wsSchemes, 'wss')) };
    }
  },
};
