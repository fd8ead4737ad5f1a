import { CommanderError } from 'commander';
import type { Context } from './context';
import { RequestFailed, UsageError } from './errors';
import { exitCodes } from './exitCodes';
import { printable } from './output/printable';
import { createProgram } from './program';

/** Runs one command line and returns the exit code. Never throws. */
export async function run(args: readonly string[], context: Context): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof UsageError || error instanceof RequestFailed) {
      context.stderr.write(`error: ${printable(error.message)}\n`);
      return error instanceof RequestFailed ? error.exitCode : exitCodes.usage;
    }
    context.stderr.write(`error: ${internalError(error)}\n`);
    return exitCodes.server;
  }
}

/** The stack only: the message of an unexpected error may contain text of a file or a header. */
function internalError(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frame = stack.split('\n').find((line) => line.trimStart().startsWith('at '));
  const location = frame?.trimStart().slice('at '.length) ?? 'an unknown place';
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'internal error';
  return printable(`${code} at ${location}`);
}
