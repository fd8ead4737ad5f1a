import type { Problem } from '#language/diagnostics/index';
import { type Span, endOf, touches } from '#language/syntax/document';
import type { Fix } from '#language/codeActions/index';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import type { AgentDocuments } from '../workspace/documents';
import { promptFixesAt } from './promptActions';

/**
 * The code actions at the cursor or selection. `only`: the requested kinds; by default all except `source.fixAll`, which also changes text
 * outside of the selection.
 */
export async function fixesAt(
  { language, promptFiles }: AgentDocuments,
  snapshot: AgentSnapshot,
  span: Span,
  only: readonly string[] | undefined,
): Promise<Fix[]> {
  const { agent, problems } = snapshot;
  const isRequested = (kind: Fix['kind']) =>
    only?.some((requested) => isKindOf(kind, requested)) ?? kind !== 'source.fixAll';
  const fixAll = isRequested('source.fixAll') ? language.fixAll(agent) : undefined;
  const fixes = isRequested('quickfix')
    ? problems
        .filter((problem) => touches(extentOf(problem), span))
        .flatMap((problem) => language.fixes(agent, problem))
    : [];
  const promptFixes = (await promptFixesAt(promptFiles, snapshot, span)).filter(({ kind }) =>
    isRequested(kind),
  );
  return [
    ...fixes,
    ...promptFixes,
    ...(isRequested('refactor.rewrite') ? language.refactorings(agent, span, fixes.length > 0) : []),
    ...(fixAll ? [fixAll] : []),
  ];
}

/** Kinds are hierarchical: `refactor` includes `refactor.rewrite`, the empty kind includes all. */
function isKindOf(kind: string, requested: string): boolean {
  return requested === '' || kind === requested || kind.startsWith(`${requested}.`);
}

/** Includes the problems that it suppresses: after Enter inside a string, the cursor is behind the token that has the problem. */
function extentOf({ span, suppressUntil = 0 }: Problem): Span {
  return { offset: span.offset, length: Math.max(endOf(span), suppressUntil) - span.offset };
}
