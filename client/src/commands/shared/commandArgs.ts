/** The valid arguments of a command. */
export interface CommandArgs {
  /** The URI of the file as a string; undefined if the command was run from the Command Palette or a keyboard shortcut. */
  readonly uri?: string | undefined;
  /** JSON pointer of a property. */
  readonly pointer?: string | undefined;
  /** Name of a top-level property, as quick fixes pass it. */
  readonly property?: string | undefined;
  readonly value?: string | undefined;
  /** ID of an agent on Cekura that no file is linked to. */
  readonly agent?: string | undefined;
}

/**
 * Reads the first argument of a command. Code lenses pass a URI as a string, quick fixes an object with a `uri` and other properties, views
 * one of their items, and keyboard shortcuts any value. Unexpected values are ignored.
 */
export function readCommandArgs(argument: unknown): CommandArgs {
  if (typeof argument === 'string') return { uri: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  if ('resourceUri' in argument) return { uri: String(argument.resourceUri) };
  return {
    uri: stringIn(argument, 'uri'),
    pointer: stringIn(argument, 'pointer'),
    property: stringIn(argument, 'property'),
    value: stringIn(argument, 'value'),
    agent: stringIn(argument, 'agent'),
  };
}

function stringIn(argument: object, name: string): string | undefined {
  const value: unknown = Reflect.get(argument, name);
  return typeof value === 'string' ? value : undefined;
}
