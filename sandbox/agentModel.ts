import { apiVersions, assistantProviders, isPartOf, transcriptProviders, type ApiVersion } from './choices';
import { choice } from './kinds';
import { properties as allProperties, type Property } from './members';

/** What a version of the API knows of an agent. */
export interface AgentModel {
  readonly version: ApiVersion;
  readonly properties: readonly Property[];
  /** What a PUT or PATCH may change; POST takes the `create` ones besides. */
  readonly writable: readonly Property[];
  readonly creatable: readonly Property[];
}

const models = new Map<ApiVersion, AgentModel>(apiVersions.map((version) => [version, createModel(version)]));

export function modelOf(version: ApiVersion): AgentModel {
  return models.get(version) ?? createModel(version);
}

function createModel(version: ApiVersion): AgentModel {
  const properties = allProperties
    .filter(({ only }) => isPartOf(version, only))
    .map((property) => inVersion(property, version));
  const creatable = properties.filter(({ access }) => access !== 'server');
  const writable = creatable.filter(({ access }) => access !== 'create');
  return { version, properties, writable, creatable };
}

/** The property with the enum values of the version. */
function inVersion(property: Property, version: ApiVersion): Property {
  switch (property.name) {
    case 'assistant_provider':
      return { ...property, kind: choice(assistantProviders(version)) };
    case 'transcript_provider':
      return { ...property, kind: choice(transcriptProviders(version)) };
    default:
      return property;
  }
}

const documented: ReadonlySet<string> = new Set(allProperties.map(({ name }) => name));

/** Whether any version of the API documents the property. */
export function isDocumented(name: string): boolean {
  return documented.has(name);
}
