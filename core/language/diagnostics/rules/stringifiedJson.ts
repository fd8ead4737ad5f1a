import * as l10n from '@vscode/l10n';
import { spanOf } from '../../syntax/document';
import { isJsonArray, isJsonObject } from '../../syntax/json';
import { displayPath } from '../messages';
import type { Rule } from '../problem';
import type { SchemaError } from '../schemaErrors';
import { tryParseJson } from '../strings';

/** An object or array as a string: `"livekit_data": "{…}"`. */
export const stringifiedJson: Rule = {
  id: 'stringified-json',
  severity: 'error',
  *check(agent) {
    for (const error of agent.schemaErrors) {
      const { value, path } = error.node;
      const kind = jsonTypeIn(error);
      if (!value || !kind) continue;
      const message =
        kind === 'object'
          ? l10n.t`"${displayPath(path)}" must be an object, not a JSON string. Remove the quotes.`
          : l10n.t`"${displayPath(path)}" must be an array, not a JSON string. Remove the quotes.`;
      yield { span: spanOf(value), path, message, fix: { kind: 'parse-string' } };
    }
  },
};

/** Whether an object or array is expected, and the value is a string that contains one. */
export function isStringifiedJson(error: SchemaError): boolean {
  return jsonTypeIn(error) !== undefined;
}

function jsonTypeIn({ keyword, data, node }: SchemaError): 'object' | 'array' | undefined {
  if (keyword !== 'type' || typeof data !== 'string') return undefined;
  const wrapped = tryParseJson(data);
  const types = node.schema?.types ?? [];
  if (isJsonObject(wrapped) && types.includes('object')) return 'object';
  return isJsonArray(wrapped) && types.includes('array') ? 'array' : undefined;
}
