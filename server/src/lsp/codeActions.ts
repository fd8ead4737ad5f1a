import type { AgentLanguage } from '#language/index';
import { type Span, endOf } from '#language/syntax/document';
import type { Fix } from '#language/codeActions/index';
import type { AgentSnapshot } from '../workspace/documents';

/**
 * What can be done about the agent where the cursor or selection is. `only`: the kinds the client wants; without it
 * all but `source.fixAll`, which changes places that the user does not look at.
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

/** Kinds nest by dots: `refactor` asks for `refactor.rewrite`, the empty kind for all. */
function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function touches(problem: Span, span: Span): boolean {
  return problem.offset <= endOf(span) && span.offset <= endOf(problem);
}
