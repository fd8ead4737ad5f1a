import { apiVersions, assistantProviders, isPartOf, transcriptProviders, type ApiVersion } from './enums';
import { enumType } from './valueTypes';
import { agentProperties, type Property } from './properties';

/** The properties of an agent in a version of the API. */
export interface AgentModel {
  readonly version: ApiVersion;
  readonly properties: readonly Property[];
  /** Properties that PUT and PATCH accept; POST accepts the `create-only` ones as well. */
  readonly writable: readonly Property[];
  readonly creatable: readonly Property[];
}

const models = new Map<ApiVersion, AgentModel>(apiVersions.map((version) => [version, createModel(version)]));

export function modelOf(version: ApiVersion): AgentModel {
  return models.get(version) ?? createModel(version);
}

function createModel(version: ApiVersion): AgentModel {
  const properties = agentProperties
    .filter(({ onlyIn }) => isPartOf(version, onlyIn))
    .map((property) => inVersion(property, version));
  const creatable = properties.filter(({ access }) => access !== 'read-only');
  const writable = creatable.filter(({ access }) => access !== 'create-only');
  return { version, properties, writable, creatable };
}

/** The property with the enum values of the version. */
function inVersion(property: Property, version: ApiVersion): Property {
  switch (property.name) {
    case 'assistant_provider':
      return { ...property, type: enumType(assistantProviders(version)) };
    case 'transcript_provider':
      return { ...property, type: enumType(transcriptProviders(version)) };
    default:
      return property;
  }
}

const documented: ReadonlySet<string> = new Set(agentProperties.map(({ name }) => name));

/** Whether any version of the API documents the property. */
export function isDocumented(name: string): boolean {
  return documented.has(name);
}
