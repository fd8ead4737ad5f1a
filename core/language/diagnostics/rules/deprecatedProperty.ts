import * as l10n from '@vscode/l10n';
import type { AnnotatedNode } from '../../annotate';
import type { PropertySchema } from '../../schema/schema';
import { spanOf } from '../../syntax/document';
import { fromPointer, toJsonText } from '../../syntax/json';
import { monthOf } from '../../text/month';
import { conjunctionList, displayPath, quoteNames } from '../messages';
import type { Report, Rule } from '../problem';

/** Properties and values that were removed from the API. Only a hint, because some have been restored later. */
export const deprecatedProperty: Rule = {
  id: 'deprecated-property',
  severity: 'hint',
  *check(agent) {
    for (const node of agent.knownNodes) {
      const { schema } = node;
      if (!schema) continue;
      // Read-only properties are reported by their own rule.
      if (schema.removed !== undefined && !schema.readOnly) yield* deprecatedName(node, schema);
      if (schema.enumValues.length > 0) yield* deprecatedValue(node, schema);
    }
  },
};

function* deprecatedName({ key, path }: AnnotatedNode, schema: PropertySchema): Generator<Report> {
  if (!key || schema.removed === undefined) return;
  const successors = successorsOf(schema);
  const message = l10n.t`"${displayPath(path)}" was removed from the Cekura API in ${monthOf(schema.removed)}.`;
  yield {
    span: spanOf(key),
    path,
    message:
      successors.length === 0
        ? message
        : l10n.t`${message} Use ${conjunctionList(quoteNames(successors), 'and')}.`,
    deprecated: true,
    fix: { kind: successors.length === 0 ? 'remove' : 'convert-deprecated' },
  };
}

/** The top-level properties that replace a deprecated one. */
function successorsOf({ replacedBy }: PropertySchema): string[] {
  return [...new Set([...replacedBy.values()].map((pointer) => String(fromPointer(pointer)[0])))];
}

function* deprecatedValue({ value, path }: AnnotatedNode, { enumValues }: PropertySchema): Generator<Report> {
  const removed = enumValues.find((enumValue) => enumValue.value === value?.value)?.removed;
  if (value?.type !== 'string' || removed === undefined) return;
  const message = l10n.t`${toJsonText(String(value.value))} was removed from the Cekura API in ${monthOf(removed)}.`;
  yield { span: spanOf(value), path, message, deprecated: true };
}
