/** What vsce itself reads packages with; it ships without types. */
declare module '@vscode/vsce/out/zip' {
  /** The files of a zip that the filter takes, by their names in lower case. */
  export function readZip(file: string, filter: (name: string) => boolean): Promise<Map<string, Buffer>>;
}
