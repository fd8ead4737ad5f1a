import { linkOf, readAgentText } from '#sync/content/agentText';
import type { AgentLink } from '#sync/ports';

/** The agent that a file's text names, at `origin`; undefined where it names none or can't be read. */
export function linkIn(text: string, origin: string): AgentLink | undefined {
  const read = readAgentText(text);
  if (!read.ok) return undefined;
  const found = linkOf(origin, read.agent);
  return found.ok ? found.link : undefined;
}
