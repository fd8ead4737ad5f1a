import schema from '#schemas/agent.schema.json';
import knownDifferences from '#schemas/known-differences.json';
import type { Json } from '../syntax/json';
import { ourAgent, theirAgent } from './agents';
import { differences, classify } from './compare';
import { byDate } from './dates';
import { report } from './report';

/**
 * Compares the bundled schema with an OpenAPI description of the API. `clean`: all differences are known.
 * Throws an Error with a message for users if the description contains no agents.
 */
export function checkDescription(description: Json | undefined): { text: string; asExpected: boolean } {
  const theirs = theirAgent(description);
  const ours = ourAgent(schema).properties;
  const { date, explained, others } = byDate(differences(ours, theirs.properties), ours, theirs.properties);
  const classified = classify(others, knownDifferences.differences, explained);
  const text = report({
    source: theirs.source,
    properties: theirs.properties.size,
    date,
    dated: explained,
    differences: classified,
  });
  return { text, asExpected: classified.unexpected.length === 0 };
}
