import source from '#schemas/agent.schema.json';
import type { AgentSchema } from './schema';
import { readSchema } from './readSchema';

/** The bundled schema, read once. */
export const agentSchema: AgentSchema = readSchema(source);
