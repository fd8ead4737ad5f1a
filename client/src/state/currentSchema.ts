import { useSchemaUpdate } from '#language/schema/bundledSchema';
import { readSchemaUpdate } from '#language/schema/schemaUpdate';
import { toJsonOrUndefined } from '#language/settings';
import type { SchemaUpdates } from './schemaUpdates';

/** Makes this extension host use the stored update. */
export function useStoredUpdate({ stored }: Pick<SchemaUpdates, 'stored'>): void {
  useSchemaUpdate(readSchemaUpdate(toJsonOrUndefined(stored)));
}
