/** Name and stack of an error without its message, which may contain file content, a URL or a header. */
export function stackWithoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'A value that is not an Error was thrown.';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 6).map((frame) => frame.trim())].join(' ');
}
