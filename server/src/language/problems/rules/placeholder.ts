import { nameOf } from '../messages';
import type { Rule } from '../problem';
import { isPlaceholder, stringsOf } from '../strings';

/** What "Add missing members" leaves for a person to fill in. */
export const placeholder: Rule = {
  id: 'placeholder',
  severity: 'error',
  *check(agent) {
    for (const { path, span, text } of stringsOf(agent)) {
      if (!isPlaceholder(path, text)) continue;
      yield { span, path, message: `${nameOf(path)} still holds a placeholder; write the real value` };
    }
  },
};
