import {
  type Json,
  type JsonObject,
  arrayAt,
  entriesOf,
  isJsonArray,
  objectAt,
  propertyOf,
  stringAt,
  stringItems,
} from '../syntax/json';

/** A format of another tool or Cekura API that is saved as or pasted into agent files. */
export interface ForeignFormat {
  /** With article: `a Vapi assistant`. */
  readonly title: string;
  /** A file has the format if for one of these all pointers resolve to a value of the type, or to the quoted value. */
  readonly signatures: readonly ReadonlyMap<string, string>[];
  /** Pointer in the agent → pointers in the file, best first. Empty: no conversion. */
  readonly conversion: ReadonlyMap<string, readonly string[]>;
  /** Values of the agent that do not depend on the file. */
  readonly constants: JsonObject;
  /** Pointer of the agents in a wrapper. */
  readonly agentsPointer: string | undefined;
  /** An export of a provider, as opposed to a response of Cekura. */
  readonly isExport: boolean;
}

/** Reads the schema's `x-foreignFormats`. */
export function readForeignFormats(source: Json | undefined): readonly ForeignFormat[] {
  if (!isJsonArray(source)) return [];
  return source.map((format) => ({
    title: stringAt(format, 'title') ?? '',
    signatures: arrayAt(format, 'signatures').map(
      (signature) =>
        new Map(
          entriesOf(signature).map(([pointer, expected]) => [
            pointer,
            typeof expected === 'string' ? expected : '',
          ]),
        ),
    ),
    conversion: new Map(
      entriesOf(propertyOf(format, 'conversion')).map(([target, sources]) => [target, stringItems(sources)]),
    ),
    constants: objectAt(format, 'constants'),
    agentsPointer: stringAt(format, 'agentsPointer'),
    isExport: propertyOf(format, 'isExport') === true,
  }));
}
