import * as vscode from 'vscode';

/** The log of the extension and of its language server. No secret's value and no body is ever written to it. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Agent JSON', { log: true });
}

/** Kind of an error and where it was thrown. Its message stays out: it may quote a file, an address or a header. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'A value that is not an Error was thrown.';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 6).map((frame) => frame.trim())].join(' ');
}
