import * as l10n from '@vscode/l10n';
import { displayPath } from '../messages';
import { toE164, isPhoneNumber } from '../phoneNumbers';
import type { Rule } from '../problem';
import { stringsOfFormat } from '../strings';

/** Not a plus sign and digits, which the JSON Schema does not check everywhere. Pipecat agents may have a name instead. */
export const invalidPhoneNumber: Rule = {
  id: 'invalid-phone-number',
  severity: 'warning',
  *check(agent) {
    const rejected = new Set(agent.schemaErrors.map(({ node }) => node.value));
    for (const { path, span, text, value } of stringsOfFormat(agent, 'phone')) {
      const isName = path.length === 1 && !/^[+\d\s().-]+$/.test(text);
      if (isPhoneNumber(text) || isName || rejected.has(value)) continue;
      const normalized = toE164(text);
      const message = l10n.t`"${displayPath(path)}" is not a valid phone number. Expected + and at least 7 digits, such as +14155550123.`;
      yield {
        span,
        path,
        message,
        ...(normalized !== undefined && { fix: { kind: 'replace', values: [normalized] } }),
      };
    }
  },
};
