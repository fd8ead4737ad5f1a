/** A command's arguments, as far as they could be read. */
export interface CommandArgs {
  /** The file's URI as a string; undefined when the palette or a keybinding started the command. */
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
 * Reads a command's first argument. Code lenses pass a URI as a string, quick fixes an object with a `uri` and more, the views
 * one of their rows, keybindings anything: what doesn't have the expected shape is ignored.
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
  const found: unknown = Reflect.get(argument, name);
  return typeof found === 'string' ? found : undefined;
}
