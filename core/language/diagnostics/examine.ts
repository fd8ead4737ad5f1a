import { type LanguageOptions, annotate } from '../annotate';
import { parseAgent } from '../syntax/document';
import type { AgentSchema } from '../schema/schema';
import { glanceAt } from './glance';
import { findProblemsOnce } from './index';
import type { Problem, RuleSettings } from './problem';
import { agentIdOf } from './duplicateId';

/** What a report on a file needs to know of its text. */
export interface Examination {
  /** The id by which the file finds its agent on Cekura; undefined where it has none. */
  readonly agentId: string | undefined;
  /** All that is wrong, as `findProblems` finds it. */
  readonly problems: readonly Problem[];
}

/** Text → what is wrong with it, where nobody edits it. It is read as a tree only where the first look leaves doubts. */
export function examine(
  text: string,
  schema: AgentSchema,
  settings: LanguageOptions & { readonly rules: RuleSettings },
): Examination {
  const glance = glanceAt(text, schema);
  if (glance?.isClean) return { agentId: glance.agentId, problems: [] };
  const agent = annotate(parseAgent(text), schema, settings);
  return { agentId: agentIdOf(agent), problems: findProblemsOnce(agent, settings.rules, glance?.doubts) };
}
