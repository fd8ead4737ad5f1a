import type { AnnotatedAgent } from '../annotate';
import type { Problem } from '../diagnostics';
import { addFixes } from './add';
import { convertForeign } from './convertForeign';
import { convertDeprecated } from './convertDeprecated';
import type { Fix } from './fix';
import { removeDuplicate, removeMember, removeOfProvider } from './remove';
import { removeComments, removeFence } from './removeText';
import { renameFixes } from './rename';
import { chooseFixes, replaceFixes } from './replace';
import { closeText, escapeText, insertComma, quoteText, rewriteFixes } from './rewrite';
import { moveSecretFixes, withholdFixes } from './secrets';
import { stripCredentials } from './removeCredentials';
import { verified } from './verify';
import { unwrapFixes, wrapFixes } from './unwrap';

/** The fixes of a problem of this very text, the best first; none where only the author can tell. */
export function fixesFor(agent: AnnotatedAgent, problem: Problem): Fix[] {
  return verified(agent, candidatesFor(agent, problem));
}

/** The same before anybody has checked that a fix of broken text makes nothing worse. */
export function candidatesFor(agent: AnnotatedAgent, problem: Problem): Fix[] {
  const { fix } = problem;
  switch (fix?.kind) {
    case undefined:
      return [];
    case 'rename':
      return renameFixes(agent, problem, fix.names);
    case 'replace':
      return replaceFixes(agent, problem, fix.values, fix.isGuess);
    case 'choose':
      return chooseFixes(agent, problem, fix.values);
    case 'remove':
      return removeMember(agent, problem);
    case 'convert-deprecated':
      return convertDeprecated(agent, problem);
    case 'convert-foreign':
      return convertForeign(agent, problem);
    case 'remove-duplicate':
      return removeDuplicate(agent, problem);
    case 'remove-provider':
      return removeOfProvider(agent, problem, fix.provider);
    case 'add':
      return addFixes(agent, problem, fix.pointers);
    case 'unwrap':
      return unwrapFixes(agent, problem);
    case 'wrap':
      return wrapFixes(agent, problem);
    case 'withhold':
      return withholdFixes(agent, problem);
    case 'move-secret':
      return moveSecretFixes(agent, problem);
    case 'strip-credentials':
      return stripCredentials(agent, problem);
    case 'rewrite':
      return rewriteFixes(agent, problem, fix.text);
    case 'remove-comment':
      return removeComments(agent, problem);
    case 'remove-fence':
      return removeFence(agent, problem);
    case 'insert-comma':
      return insertComma(agent, problem);
    case 'close-text':
      return closeText(agent, problem);
    case 'quote':
      return quoteText(agent, problem);
    case 'escape':
      return escapeText(agent, problem);
  }
}
