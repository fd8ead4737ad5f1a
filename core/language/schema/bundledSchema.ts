import source from '#schemas/agent.schema.json';
import type { AgentSchema } from './schema';
import { readSchema } from './readSchema';
import { type SchemaUpdate, withUpdate } from './schemaUpdate';

const bundledSchema = readSchema(source);

/** The schema in use: the bundled one with the loaded update, if any. A live binding: importers see changes. */
export let agentSchema: AgentSchema = bundledSchema;

/** Uses an update from now on, or only the bundled schema. */
export function useSchemaUpdate(update: SchemaUpdate | undefined): void {
  agentSchema = schemaWith(update);
}

/** The bundled schema with an update. */
export function schemaWith(update: SchemaUpdate | undefined): AgentSchema {
  return update ? readSchema(withUpdate(source, update)) : bundledSchema;
}
