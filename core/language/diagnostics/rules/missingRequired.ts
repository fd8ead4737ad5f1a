import * as l10n from '@vscode/l10n';
import { memberNames } from '../../syntax/edit';
import { toPointer } from '../../syntax/json';
import { listed, nameOf } from '../messages';
import type { Rule } from '../problem';

/** Members that every agent needs, or that an object within it needs, all in one. */
export const missingRequired: Rule = {
  id: 'missing-required',
  severity: 'error',
  needsWholeText: true,
  *check(agent) {
    for (const { value, schema, path } of agent.places) {
      if (value?.type !== 'object' || !schema || schema.required.length === 0) continue;
      const present = new Set(memberNames(value));
      const missing = schema.required.filter((name) => !present.has(name));
      if (missing.length === 0) continue;
      const pointers = missing.map((name) => toPointer([...path, name]));
      const message = l10n.t`${nameOf(path)} needs ${listed(missing, 'and')}`;
      yield { span: { offset: value.offset, length: 1 }, path, message, cure: { kind: 'add', pointers } };
    }
  },
};
