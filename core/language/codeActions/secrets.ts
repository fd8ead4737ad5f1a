import * as l10n from '@vscode/l10n';
import type { AnnotatedAgent } from '../annotate';
import { isStoredRemotely } from '../agentValues';
import { findValue } from '../syntax/document';
import { toJsonText, toPointer } from '../syntax/json';
import type { Problem } from '../diagnostics';
import { type SecretReference, referenceText } from '../secrets/secrets';
import { suggestedReference } from './placeholders';
import { type Fix, quickFix } from './fix';
import { nodeOfProblem, replaceProblemValue } from './locate';
import { removeProperty } from './remove';

/** A mask or an empty string in a secret: without the property, Cekura keeps the stored value; a reference replaces it. */
export function removeSecretFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const property = agent.schema.at(problem.path);
  const isStored = property !== undefined && isStoredRemotely(agent, property);
  return [
    ...removeProperty(agent, problem, isStored),
    replaceWithReference(agent, problem, suggestedReference(agent.schema, problem.path, 'secret'), !isStored),
  ];
}

/** A plain-text secret: the client stores it and writes a reference. Other editors can use an environment variable. */
export function moveSecretFixes(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const title = l10n.t('Move to secret storage');
  const command = { name: 'agentJson.moveSecret', pointer: toPointer(problem.path) } as const;
  // A pointer refers to the last of duplicate properties; the client must not store another value than the marked one.
  const isLast = nodeOfProblem(agent, problem)?.value === findValue(agent.document, problem.path);
  return [
    ...(isLast ? [{ ...quickFix(problem, title, [], true), command }] : []),
    replaceWithReference(agent, problem, suggestedReference(agent.schema, problem.path, 'env'), false),
  ];
}

function replaceWithReference(
  agent: AnnotatedAgent,
  problem: Problem,
  reference: SecretReference,
  preferred: boolean,
): Fix {
  const value = referenceText(reference);
  return quickFix(
    problem,
    l10n.t`Replace with ${toJsonText(value)}`,
    replaceProblemValue(agent, problem, value),
    preferred,
  );
}
