import schema from '#schemas/agent.schema.json';
import knownDifferences from '#schemas/known-differences.json';
import type { Json } from '../syntax/json';
import { agentInSchema, agentInDescription } from './agents';
import { differences, classify } from './compare';
import { byDate } from './dates';
import { formatComparison } from './report';

/**
 * Compares the bundled schema with an OpenAPI description of the API. `asExpected`: all differences are known.
 * Throws an Error with a message for users if the description contains no agents.
 */
export function checkDescription(description: Json | undefined): { text: string; asExpected: boolean } {
  const api = agentInDescription(description);
  const schemaProperties = agentInSchema(schema).properties;
  const { date, explained, unexplained } = byDate(
    differences(schemaProperties, api.properties),
    schemaProperties,
    api.properties,
  );
  const classified = classify(unexplained, knownDifferences.differences, explained);
  const text = formatComparison({
    source: api.source,
    properties: api.properties.size,
    date,
    dated: explained,
    differences: classified,
  });
  return { text, asExpected: classified.unexpected.length === 0 };
}
