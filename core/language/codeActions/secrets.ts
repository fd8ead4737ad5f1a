import * as l10n from '@vscode/l10n';
import { type AnnotatedAgent, isStoredRemotely } from '../annotate';
import { findValue } from '../syntax/document';
import { toJsonText, toPointer } from '../syntax/json';
import type { Problem } from '../diagnostics';
import { type SecretReference, referenceText } from '../secrets/secrets';
import { suggestedReference } from './placeholders';
import { type Fix, quickFix } from './fix';
import { markedPlace, replaceMarked } from './locate';
import { removeMember } from './remove';

/** A mask or nothing in a secret: without the member Cekura keeps what it has; a reference says what it shall get. */
export function withholdFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const member = agent.schema.at(problem.path);
  const isStored = member !== undefined && isStoredRemotely(agent, member);
  return [
    ...removeMember(agent, problem, isStored),
    refer(agent, problem, suggestedReference(agent.schema, problem.path, 'secret'), !isStored),
  ];
}

/** A secret in clear: the client stores it and leaves a reference. Elsewhere a variable of the environment must do. */
export function moveSecretFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const title = l10n.t('Move to secret storage');
  const command = { name: 'agentJson.moveSecret', pointer: toPointer(problem.path) } as const;
  // A pointer names the last of members written twice; the client must not store another value than the marked one.
  const isTheOneThatCounts = markedPlace(agent, problem)?.value === findValue(agent.document, problem.path);
  return [
    ...(isTheOneThatCounts ? [{ ...quickFix(problem, title, [], true), command }] : []),
    refer(agent, problem, suggestedReference(agent.schema, problem.path, 'env'), false),
  ];
}

function refer(agent: AnnotatedAgent, problem: Problem, reference: SecretReference, preferred: boolean): Fix {
  const value = referenceText(reference);
  return quickFix(
    problem,
    l10n.t`Replace with ${toJsonText(value)}`,
    replaceMarked(agent, problem, value),
    preferred,
  );
}
