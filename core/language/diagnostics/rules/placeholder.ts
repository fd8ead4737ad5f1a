import * as l10n from '@vscode/l10n';
import { nameOf } from '../messages';
import type { Rule } from '../problem';
import { isPlaceholder } from '../strings';

/**
 * What "Add missing members" leaves for a person to fill in. While someone is at it, squiggles would only nag: an inlay hint
 * and the hover tell of it. A push is stopped by it all the same, whatever the settings say (core/sync/secrets/resolve.ts).
 */
export const placeholder: Rule = {
  id: 'placeholder',
  severity: 'off',
  *check(agent) {
    for (const { path, span, text, isSecret } of agent.strings) {
      // In a secret it is a mask like any other, and the rule about those knows the cure.
      if (isSecret || !isPlaceholder(path, text)) continue;
      yield {
        span,
        path,
        message: l10n.t`"${nameOf(path)}" is still a placeholder. Replace it with the real value.`,
      };
    }
  },
};
