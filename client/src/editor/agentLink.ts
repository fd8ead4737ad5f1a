import { type ReadAgent, linkOf, readAgentText } from '#sync/content/agentText';
import type { AgentLink } from '#sync/ports';

/** The agent at `origin` that the text of a file is linked to; undefined if there is none or the text can't be parsed. */
export function findLink(text: string, origin: string): AgentLink | undefined {
  return linkOfAgent(readAgentText(text), origin);
}

/** The same for a parsed text. */
export function linkOfAgent(read: ReadAgent, origin: string): AgentLink | undefined {
  if (!read.ok) return undefined;
  const linked = linkOf(origin, read.agent);
  return linked.ok ? linked.link : undefined;
}
