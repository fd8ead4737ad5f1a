/** Decodes a percent-encoded path or a part of one. One that contains a `%` that is not escaped is returned unchanged. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
