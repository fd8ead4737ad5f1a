import * as l10n from '@vscode/l10n';
import { namesOfProperties } from '../../syntax/edit';
import type { Span } from '../../syntax/document';
import { type Path, toPointer } from '../../syntax/json';
import { misspelledRequired } from '../didYouMean';
import { conjunctionList, displayPath, quoteNames } from '../messages';
import type { Report, Rule } from '../problem';
import { unknownProperty } from './unknownProperty';

/**
 * Required properties that are missing, one problem per object. A misspelled one is reported as unknown instead, unless that rule is off.
 */
export const missingRequired: Rule = {
  id: 'missing-required',
  severity: 'error',
  skipOnSyntaxErrors: true,
  *check(agent) {
    for (const node of agent.objects) {
      const { value, schema } = node;
      if (!value || !schema || schema.required.length === 0) continue;
      const present = new Set(namesOfProperties(value));
      const absent = schema.required.filter((name) => !present.has(name));
      if (absent.length === 0) continue;
      const { path } = node;
      const misspelled = misspelledRequired(agent, node);
      const missing = absent.filter((name) => !misspelled.includes(name));
      if (missing.length === absent.length) {
        yield missingReport(value, path, absent);
        continue;
      }
      const { id: rule } = unknownProperty;
      yield { ...missingReport(value, path, absent), onlyIf: { rule, isOff: true } };
      if (missing.length > 0)
        yield { ...missingReport(value, path, missing), onlyIf: { rule, isOff: false } };
    }
  },
};

function missingReport({ offset }: Span, path: Path, missing: readonly string[]): Report {
  const pointers = missing.map((name) => toPointer([...path, name]));
  const message = missingMessage(path, missing);
  return { span: { offset, length: 1 }, path, message, fix: { kind: 'add', pointers } };
}

function missingMessage(path: Path, missing: readonly string[]): string {
  const names = conjunctionList(quoteNames(missing), 'and');
  if (path.length > 0) return l10n.t`"${displayPath(path)}" requires ${names}.`;
  return missing.length === 1
    ? l10n.t`Missing required property ${names}.`
    : l10n.t`Missing required properties ${names}.`;
}
