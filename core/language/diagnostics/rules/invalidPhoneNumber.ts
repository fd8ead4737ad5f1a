import * as l10n from '@vscode/l10n';
import { nameOf } from '../messages';
import { internationalNumber, isInternationalNumber } from '../phones';
import type { Rule } from '../problem';
import { stringsLike } from '../strings';

/** A number that the API would take but no telephone. With Pipecat a name may stand there, which is none of our business. */
export const oddPhone: Rule = {
  id: 'invalid-phone-number',
  severity: 'warning',
  *check(agent) {
    const rejected = new Set(agent.schemaErrors.map(({ place }) => place.value));
    for (const { path, span, text, value } of stringsLike(agent, 'phone')) {
      const isName = path.length === 1 && !/^[+\d\s().-]+$/.test(text);
      if (isInternationalNumber(text) || isName || rejected.has(value)) continue;
      const mended = internationalNumber(text);
      const message = l10n.t`"${nameOf(path)}" is not a valid E.164 phone number. Example: +14155550123.`;
      yield {
        span,
        path,
        message,
        ...(mended !== undefined && { cure: { kind: 'replace', values: [mended] } }),
      };
    }
  },
};
