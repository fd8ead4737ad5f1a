import { type Json, type JsonObject, isJsonObject } from '#language/syntax/json';
import description from '../fixtures/openapi/cekura.2026-08-21.json';

/** An excerpt of the public API description of 2026-08-21: PUT and PATCH of an agent with their components. */
export const descriptionText = JSON.stringify(description, undefined, 2);

/** The date of a newer description with a new provider and new properties. */
export const newerDate = '2027-03-04';

const newProperties: JsonObject = {
  acme_api_key: { type: 'string', writeOnly: true, maxLength: 200, description: 'API key for Acme.' },
  acme_api_key_configured: { type: 'boolean', readOnly: true },
  acme_data: { type: 'string', description: 'Settings of Acme, with <b>`marks`</b> and [a link](x).' },
  acme_auth: { type: 'object' },
  acme_region: { type: 'string', enum: ['eu', 'us'], description: '* `eu` - Europe\n* `us` - United States' },
  sync_token: { type: ['string', 'null'] },
};

export const newerDescriptionText = changedDescription((properties) => {
  Object.assign(properties, structuredClone(newProperties));
  for (const name of ['assistant_provider', 'transcript_provider']) {
    const provider = properties[name] as { enum: string[]; description: string };
    provider.enum.push('acme');
    provider.description += '\n* `acme` - Acme Voice';
  }
}, newerDate);

/** The description with changed agent properties and another date. */
export function changedDescription(change: (properties: Record<string, Json>) => void, date: string): string {
  const copy = JSON.parse(descriptionText.replaceAll('2026-08-21', date)) as {
    components: { schemas: Record<string, Json> };
  };
  for (const component of Object.values(copy.components.schemas)) {
    if (isJsonObject(component) && isJsonObject(component['properties'])) change(component['properties']);
  }
  return JSON.stringify(copy);
}
