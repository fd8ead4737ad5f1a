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
  // In a secret it is a mask, which another rule reports.
  check: (agent) =>
    agent.strings
      .filter(({ isSecret, name, text }) => !isSecret && isPlaceholder(name, text))
      .map(({ path, span }) => ({
        span,
        path,
        message: l10n.t`"${displayPath(path)}" is still a placeholder. Replace it with the real value.`,
      })),
};
