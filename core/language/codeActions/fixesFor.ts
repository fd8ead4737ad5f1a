import type { AnnotatedAgent } from '../annotate';
import type { FixData, Problem } from '../diagnostics';
import { addFixes } from './add';
import { convertDeprecated } from './convertDeprecated';
import { convertForeign } from './convertForeign';
import { parseString, wrapInArray } from './convertValue';
import type { Fix } from './fix';
import { removeDuplicate, removeProperty, removeProviderProperties } from './remove';
import { removeCredentials } from './removeCredentials';
import { removeComments, removeFence } from './removeText';
import { renameFixes } from './rename';
import { pickValueFixes, replaceFixes } from './replace';
import { addQuotes, closeString, escapeString, insertComma, rewriteFixes } from './rewrite';
import { moveSecretFixes, removeSecretFixes } from './secrets';
import { verifiedFixes } from './verify';

type FixProvider<Data> = (agent: AnnotatedAgent, problem: Problem, data: Data) => Fix[];

const fixProviders: { [Kind in FixData['kind']]: FixProvider<Extract<FixData, { kind: Kind }>> } = {
  rename: (agent, problem, { names }) => renameFixes(agent, problem, names),
  replace: (agent, problem, { values, isGuess }) => replaceFixes(agent, problem, values, isGuess),
  'pick-value': (agent, problem, { values }) => pickValueFixes(agent, problem, values),
  remove: (agent, problem) => removeProperty(agent, problem),
  'convert-deprecated': convertDeprecated,
  'convert-foreign': convertForeign,
  'remove-duplicate': removeDuplicate,
  'remove-provider': (agent, problem, { provider }) => removeProviderProperties(agent, problem, provider),
  add: (agent, problem, { pointers }) => addFixes(agent, problem, pointers),
  'parse-string': parseString,
  'wrap-in-array': wrapInArray,
  'remove-secret': removeSecretFixes,
  'move-secret': moveSecretFixes,
  'remove-credentials': removeCredentials,
  rewrite: (_agent, problem, { text }) => rewriteFixes(problem, text),
  'remove-comment': removeComments,
  'remove-fence': removeFence,
  'insert-comma': insertComma,
  'close-string': closeString,
  quote: addQuotes,
  escape: escapeString,
};

/** The fixes of a problem in the current text, best first; none if the fix depends on the intention of the author. */
export function fixesFor(agent: AnnotatedAgent, problem: Problem): Fix[] {
  return verifiedFixes(agent, candidatesFor(agent, problem));
}

/** Like `fixesFor`, without checking that the fix of a syntax error causes no other errors. */
export function candidatesFor(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const { fix } = problem;
  if (!fix) return [];
  const provide = fixProviders[fix.kind] as FixProvider<FixData>;
  return provide(agent, problem, fix);
}
