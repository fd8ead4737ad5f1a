import { type AnnotatedAgent, topMember } from './annotate';
import type { Span } from './document';

/** A command shown above the agent. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: string;
}

const linked = [
  ['agentJson.push', 'Push'],
  ['agentJson.pull', 'Pull'],
  ['agentJson.compare', 'Compare'],
] as const;
const unlinked = [['agentJson.create', 'Create on Cekura']] as const;

/** What can be done with this agent, above its first line: as far as the client has the `commands`. */
export function lensesOf(agent: AnnotatedAgent, commands: ReadonlySet<string>): Lens[] {
  const { root } = agent.document;
  if (root?.type !== 'object') return [];
  const offered = topMember(agent, 'id')?.value ? linked : unlinked;
  const span = { offset: root.offset, length: 1 };
  return offered
    .filter(([command]) => commands.has(command))
    .map(([command, title]) => ({ span, title, command }));
}
