import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { type SyntaxNode, endOf, findValue, textOf } from '../syntax/document';
import { type TextEdit, removeProperties } from '../syntax/edit';
import { type Json, toJsonText } from '../syntax/json';
import { type Problem, type RuleSettings, findProblems } from '../diagnostics';
import { syntax } from '../diagnostics/rules/syntax';
import { rootErrors } from '../syntax/rootErrors';
import type { Fix } from './fix';
import { candidatesFor } from './fixesFor';
import { errorsAfter } from './verify';

/** All fixes that do not change the meaning of the agent; undefined if there are none, or their rules are off. */
export function fixAll(agent: AnnotatedAgent, settings: RuleSettings = {}): Fix | undefined {
  const allProblems = findProblems(agent, settings);
  const problems = allProblems.filter((problem) => keepsMeaning(agent, problem));
  const duplicates = problems.filter(
    ({ fix }) => fix?.kind === 'remove-duplicate' && hasCertainStructure(agent, allProblems),
  );
  const others = problems.filter(({ fix }) => fix?.kind !== 'remove-duplicate');
  const fixEditsOf = (selected: readonly Problem[]) =>
    selected.flatMap((problem) => candidatesFor(agent, problem)[0]?.edits ?? []);
  const removals = removeProperties(agent.document, propertiesAt(agent, duplicates));
  const all = withoutOverlaps([...removals, ...fixEditsOf(others)]);
  const edits = isSafe(agent, all)
    ? all
    : withoutOverlaps(fixEditsOf(others.filter(({ rule }) => rule !== syntax.id)));
  if (edits.length === 0) return undefined;
  return { title: l10n.t('Fix all auto-fixable problems'), kind: 'source.fixAll', edits, preferred: false };
}

function isSafe(agent: AnnotatedAgent, edits: readonly TextEdit[]): boolean {
  const errors = rootErrors(agent.document).length;
  return errors === 0 || (errorsAfter(agent, edits) ?? Infinity) <= errors;
}

/**
 * Whether the structure of the text is certain. In broken text, such as a merge conflict, the author may have intended either of two
 * duplicates.
 */
function hasCertainStructure({ document }: AnnotatedAgent, problems: readonly Problem[]): boolean {
  const syntaxProblems = problems.filter(({ rule }) => rule === syntax.id);
  const isCertain = ({ fix, suppressUntil }: Problem) =>
    fix !== undefined && fix.kind !== 'close-string' && suppressUntil === undefined;
  return document.syntaxErrors.length === 0 || (syntaxProblems.length > 0 && syntaxProblems.every(isCertain));
}

/** Whether the first fix of a problem keeps the meaning regardless of the author's intention. */
function keepsMeaning({ document }: AnnotatedAgent, { fix, path, span }: Problem): boolean {
  switch (fix?.kind) {
    case 'remove-duplicate':
    case 'insert-comma':
    case 'parse-string':
      return true;
    case 'rewrite':
      return fix.text === '' && textOf(document, span) === ',';
    case 'replace':
      return isQuoted(findValue(document, path)?.value, fix.values);
    default:
      return false;
  }
}

/** `"true"` → true, `"0.5"` → 0.5: the same text without quotes. */
function isQuoted(value: unknown, values: readonly Json[]): boolean {
  const [only] = values;
  return typeof value === 'string' && values.length === 1 && only !== undefined && toJsonText(only) === value;
}

function propertiesAt(agent: AnnotatedAgent, problems: readonly Problem[]): SyntaxNode[] {
  const offsets = new Set(problems.map(({ span }) => span.offset));
  return agent.nodes.flatMap(({ key, property }) =>
    key && property && offsets.has(key.offset) ? [property] : [],
  );
}

/** Sorted edits without those that touch an earlier one; the next run applies them. */
function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  const selected: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset || b.length - a.length)) {
    const last = selected.at(-1);
    if (!last || edit.offset > endOf(last)) selected.push(edit);
  }
  return selected;
}
