import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import { isPlaceholder } from '../strings';

/**
 * A placeholder inserted by a quick fix. It always blocks a push, regardless of the settings (core/sync/secrets/resolve.ts).
 */
export const placeholder: Rule = {
  id: 'placeholder',
  severity: 'info',
  *check(agent) {
    for (const node of agent.strings) {
      // In a secret it is a mask, which another rule reports.
      if (node.isSecret || !isPlaceholder(node.name, node.text)) continue;
      const { path, span } = node;
      yield {
        span,
        path,
        message: l10n.t`"${displayPath(path)}" is still a placeholder. Replace it with the real value.`,
      };
    }
  },
};
