import { type Json, type JsonObject, isJsonArray, isJsonObject, propertyOf } from '../syntax/json';

/** A file format of another tool or of another Cekura API that uses the ending of agent files, or is pasted into them. */
export interface ForeignFormat {
  /** What a file of it is: `a Vapi assistant`. */
  readonly title: string;
  /** A file has the format if all pointers of one of these lead to a value of the type, or to the value in quotes. */
  readonly marks: readonly ReadonlyMap<string, string>[];
  /** Where the values of an agent are: pointer in the agent → pointers in the file, the best first. Empty: no conversion. */
  readonly conversion: ReadonlyMap<string, readonly string[]>;
  /** Values of the agent that do not depend on the file. */
  readonly constants: JsonObject;
  /** Pointer of the agents in a wrapper. */
  readonly wraps: string | undefined;
  /** An export of a provider, as opposed to an answer of Cekura. */
  readonly isExport: boolean;
}

/** Reads the schema's `x-foreignFormats`. */
export function readForeignFormats(source: Json | undefined): readonly ForeignFormat[] {
  if (!isJsonArray(source)) return [];
  return source.filter(isJsonObject).map((format) => ({
    title: stringAt(format, 'title') ?? '',
    marks: arrayAt(format, 'marks').map(
      (mark) =>
        new Map(
          entriesOf(mark).map(([pointer, expected]) => [
            pointer,
            typeof expected === 'string' ? expected : '',
          ]),
        ),
    ),
    conversion: new Map(
      entriesOf(propertyOf(format, 'conversion')).map(([target, sources]) => [target, stringsIn(sources)]),
    ),
    constants: objectAt(format, 'constants'),
    wraps: stringAt(format, 'wraps'),
    isExport: propertyOf(format, 'isExport') === true,
  }));
}

function stringAt(object: JsonObject, name: string): string | undefined {
  const value = propertyOf(object, name);
  return typeof value === 'string' ? value : undefined;
}

function arrayAt(object: JsonObject, name: string): readonly Json[] {
  const value = propertyOf(object, name);
  return isJsonArray(value) ? value : [];
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = propertyOf(object, name);
  return isJsonObject(value) ? value : {};
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function stringsIn(value: Json): string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
