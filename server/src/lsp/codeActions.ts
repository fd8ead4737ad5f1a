import type { AgentLanguage } from '#language/index';
import { type Span, endOf } from '#language/syntax/document';
import type { Fix } from '#language/codeActions/index';
import type { AgentSnapshot } from '../workspace/documents';

/**
 * The code actions at the cursor or selection. `only`: the requested kinds; by default all except `source.fixAll`, which also changes text
 * outside of the selection.
 */
export function fixesAt(
  language: AgentLanguage,
  { agent, problems }: AgentSnapshot,
  span: Span,
  only: readonly string[] | undefined,
): Fix[] {
  const wants = (kind: Fix['kind']) =>
    only?.some((wanted) => isWithin(kind, wanted)) ?? kind !== 'source.fixAll';
  const all = wants('source.fixAll') ? language.fixAll(agent) : undefined;
  const fixes = wants('quickfix')
    ? problems
        .filter((problem) => touches(problem.span, span))
        .flatMap((problem) => language.fixes(agent, problem))
    : [];
  return [
    ...fixes,
    ...(wants('refactor.rewrite') ? language.refactorings(agent, span, fixes.length > 0) : []),
    ...(all ? [all] : []),
  ];
}

/** Kinds are hierarchical: `refactor` includes `refactor.rewrite`, the empty kind includes all. */
function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function touches(problem: Span, span: Span): boolean {
  return problem.offset <= endOf(span) && span.offset <= endOf(problem);
}
