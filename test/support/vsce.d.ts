/** The function with which vsce reads packages; it has no types. */
declare module '@vscode/vsce/out/zip' {
  /** The files of a zip archive that `filter` accepts, by their names in lower case. */
  export function readZip(file: string, filter: (name: string) => boolean): Promise<Map<string, Buffer>>;
}
