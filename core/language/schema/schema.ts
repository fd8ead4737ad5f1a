import type { Json, JsonType, Path } from '../syntax/json';
import type { ForeignFormat } from './foreignFormats';

/** An allowed value of an enum, with its label. */
export interface EnumValue {
  readonly value: string;
  readonly label: string;
  /** When the API removed it, as an ISO date. */
  readonly removed?: string;
  /** The date of the schema update that added it; undefined if it is in the bundled schema. */
  readonly updated?: string;
}

/** Formats that a rule warns about, as opposed to JSON Schema. */
export type SoftFormat = 'phone' | 'ws-url' | 'http-url' | 'trigger-url' | 'sip-uri';

/** The schema of a property or item at any depth. */
export interface PropertySchema {
  /** Empty for the root, array items, pattern properties and additional properties. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Allowed types; empty if any type is allowed. */
  readonly types: readonly JsonType[];
  readonly nullable: boolean;
  readonly enumValues: readonly EnumValue[];
  readonly defaultValue: Json | undefined;
  /** The value that clears the property, if neither null nor the default does. */
  readonly clearValue: Json | undefined;
  readonly examples: readonly Json[];
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly pattern: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Only for the editor, such as `$schema`; never sent. */
  readonly editorOnly: boolean;
  /** Read-only, except when the agent is created. */
  readonly createOnly: boolean;
  /** Belongs to an environment such as staging, so that a promotion leaves the target's value. */
  readonly environment: boolean;
  /** The empty string means "not set". */
  readonly emptyMeansUnset: boolean;
  readonly secret: boolean;
  readonly secretContainer: boolean;
  /** When the API removed it, as an ISO date; undefined for properties of today's API. */
  readonly removed: string | undefined;
  /** The date of the schema update that added it; undefined if it is in the bundled schema. */
  readonly updated: string | undefined;
  /** The replacements of its values: pointer in this property → pointer from the root. */
  readonly replacedBy: ReadonlyMap<string, string>;
  /** Pointer of the flag that shows whether Cekura has stored the secret. */
  readonly configuredFlag: string | undefined;
  /** The only provider that uses the property; undefined if it is not specific to one. */
  readonly provider: string | undefined;
  readonly sharedBy: readonly string[];
  /** Pointer of the flag; while it is true, Cekura overwrites the property automatically. */
  readonly overwrittenWhen: string | undefined;
  /** A long text, which may be in a prompt file. */
  readonly multiline: boolean;
  readonly format: SoftFormat | undefined;
  readonly aliases: readonly string[];
  readonly valueAliases: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  readonly properties: ReadonlyMap<string, PropertySchema>;
  readonly patternProperties: readonly (readonly [RegExp, PropertySchema])[];
  readonly additional: PropertySchema | undefined;
  readonly items: PropertySchema | undefined;
}

/** A requirement of a provider: any one of these properties. */
export interface Requirement {
  readonly any: readonly string[];
  /** `info`: optional, for the given reason. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly reason: string;
}

export interface Provider {
  readonly id: string;
  readonly label: string;
  readonly requires: readonly Requirement[];
  /** Names of the automatic features that work with this provider. */
  readonly supports: readonly string[];
}

export interface AgentSchema {
  readonly root: PropertySchema;
  readonly providers: ReadonlyMap<string, Provider>;
  /** URL of the API documentation of agents. */
  readonly docs: string;
  /** The date of the newest API description that the schema follows. */
  readonly asOf: string;
  /** Property names that files of any format may have, so they do not identify a format. */
  readonly genericNames: ReadonlySet<string>;
  readonly foreignFormats: readonly ForeignFormat[];
  /** The schema at `path`; undefined for unknown properties. An array index selects the schema of the items. */
  at(path: Path): PropertySchema | undefined;
  /** The schema at a pointer that the schema itself contains; throws if it is not defined. */
  atPointer(pointer: string): PropertySchema;
}

/** The schema of the child `name`: from `properties`, `patternProperties`, then `additionalProperties`. */
export function propertySchema(property: PropertySchema, name: string): PropertySchema | undefined {
  return (
    property.properties.get(name) ??
    property.patternProperties.find(([pattern]) => pattern.test(name))?.[1] ??
    property.additional
  );
}

/**
 * Whether an object or array has no constraints on its children, except on each array item separately, so that an error in one child
 * does not depend on another. The build splits the generated validators in the same way.
 */
export function hasFreeFormChildren(property: PropertySchema | undefined): boolean {
  return !property || (property.properties.size === 0 && property.patternProperties.length === 0);
}
