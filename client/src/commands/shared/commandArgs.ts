/** What a command was started with, as far as it could be read. */
export interface Started {
  /** The file's URI as text; undefined when the palette or a keybinding started the command. */
  readonly uri?: string | undefined;
  /** JSON pointer of a member. */
  readonly pointer?: string | undefined;
  readonly member?: string | undefined;
  readonly value?: string | undefined;
}

/**
 * Reads a command's first argument. Code lenses pass a URI as text, fixes an object with a `uri` and more,
 * keybindings anything at all: what has not the expected shape counts as not given.
 */
export function readStarted(argument: unknown): Started {
  if (typeof argument === 'string') return { uri: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  // A row of the source-control view.
  if ('resourceUri' in argument) return { uri: String(argument.resourceUri) };
  return {
    uri: textIn(argument, 'uri'),
    pointer: textIn(argument, 'pointer'),
    member: textIn(argument, 'member'),
    value: textIn(argument, 'value'),
  };
}

function textIn(argument: object, name: string): string | undefined {
  const found: unknown = Object.entries(argument).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}
