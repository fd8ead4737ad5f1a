import { nameOf } from '../messages';
import type { Rule } from '../problem';
import { isPlaceholder, stringsOf } from '../strings';

/** What "Add missing members" leaves for a person to fill in. */
export const placeholder: Rule = {
  id: 'placeholder',
  severity: 'error',
  *check(agent) {
    for (const place of stringsOf(agent)) {
      if (!isPlaceholder(place)) continue;
      const { path, span } = place;
      yield { span, path, message: `${nameOf(path)} still holds a placeholder; write the real value` };
    }
  },
};
