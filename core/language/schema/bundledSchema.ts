import source from '#schemas/agent.schema.json';
import type { AgentSchema } from './schema';
import { readSchema } from './readSchema';

/** What the extension knows about agents: the schema it carries, read once. */
export const agentSchema: AgentSchema = readSchema(source);
