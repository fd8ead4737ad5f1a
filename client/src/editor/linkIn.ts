import { type ReadAgent, linkOf, readAgentText } from '#sync/content/agentText';
import type { AgentLink } from '#sync/ports';

/** The agent that a file's text is linked to, at `origin`; undefined where there is none or the text can't be read. */
export function linkIn(text: string, origin: string): AgentLink | undefined {
  return linkOfRead(readAgentText(text), origin);
}

/** The same for a text that has been read. */
export function linkOfRead(read: ReadAgent, origin: string): AgentLink | undefined {
  if (!read.ok) return undefined;
  const found = linkOf(origin, read.agent);
  return found.ok ? found.link : undefined;
}
