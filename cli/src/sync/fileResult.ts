import { type AgentLanguage, createAgentLanguage } from '#language/index';
import { agentSchema } from '#language/schema/bundledSchema';
import { placeholder } from '#language/diagnostics/rules/placeholder';
import type { TextEdit } from '#language/syntax/edit';
import type { Context } from '../context';
import { problemsOf, toDiagnostics } from '../diagnostics';
import { RequestFailed, UsageError } from '../errors';
import { exitCodes } from '../exitCodes';
import { type FileText, editFile, readFileText } from '../files/agentText';
import { countOf } from '../output/counts';
import type { FileReport } from '../output/report';
import type { CommonOptions } from '../options';
import { openWorkspace, shownPath } from '../workspace';
import { readPromptOf } from './diskFile';
import { type Session, agentIdIn } from './session';

export type FileResult = Omit<FileReport, 'path'>;

/** The outcome for one file. A file that can't be read or has no key does not stop the others. */
export async function reportFile(
  path: string,
  session: Session,
  run: (text: string) => Promise<FileResult>,
): Promise<FileReport> {
  const { context, progress } = session;
  const displayPath = shownPath(path, context);
  if (context.signal.aborted) return { path: displayPath, ...skipped };
  progress.report(displayPath);
  try {
    return { path: displayPath, ...(await run(readFileText(path).text)) };
  } catch (error) {
    return { path: displayPath, ...resultOfError(error) };
  }
}

/** The outcomes for all files of a command that sends no requests. */
export async function reportOffline(
  paths: readonly string[],
  options: CommonOptions,
  context: Context,
  run: (file: FileText, language: AgentLanguage) => FileResult,
): Promise<FileReport[]> {
  const workspace = openWorkspace(options, context);
  return (await workspace.find(paths)).map((path) => {
    const displayPath = shownPath(path, context);
    try {
      return { path: displayPath, ...run(readFileText(path), workspace.language) };
    } catch (error) {
      return { path: displayPath, ...resultOfError(error) };
    }
  });
}

/** Applies edits to a file; `result` if that succeeded. */
export function resultOfEdit(file: FileText, edits: readonly TextEdit[], result: FileResult): FileResult {
  if (editFile(file, edits)) return result;
  const message = 'Not written: the file has changed or is not valid UTF-8.';
  return { result: 'failed', exitCode: exitCodes.invalidFile, message };
}

/** The outcome for one file after an error that does not stop the others. Other errors are thrown again. */
export function resultOfError(error: unknown): FileResult {
  if (error instanceof UsageError)
    return { result: 'failed', exitCode: exitCodes.usage, message: error.message };
  if (error instanceof RequestFailed)
    return { result: 'failed', exitCode: error.exitCode, message: error.message };
  if (error instanceof Error && 'code' in error && 'syscall' in error)
    return {
      result: 'failed',
      exitCode: exitCodes.usage,
      message: `Can't read or write a file (${String(error.code)}).`,
    };
  throw error;
}

const skipped: FileResult = {
  result: 'skipped',
  exitCode: exitCodes.interrupted,
  message: 'Not started (canceled).',
};

/** The outcome of a file that can't be pushed: it or one of its prompts has errors or placeholders. */
export async function invalidFile(
  path: string,
  text: string,
  { workspace, context }: Session,
): Promise<FileResult | undefined> {
  const { language: settings } = workspace.configuration;
  const rules = { ...settings.rules, [placeholder.id]: 'error' as const };
  const language = createAgentLanguage(agentSchema, { ...settings, rules });
  const agent = language.annotate(language.parse(text));
  const readPrompt = (file: string) => readPromptOf(path, context.cwd, file);
  const problems = await problemsOf(language, agent, readPrompt);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return undefined;
  return {
    result: 'invalid',
    exitCode: exitCodes.invalidFile,
    message: `Nothing was sent: ${countOf(errors.length, 'error')}.`,
    diagnostics: toDiagnostics(text, errors),
  };
}

/** The outcome of a file that has the same agent ID as another file of `paths`: each push would overwrite the other. */
export function duplicateIdResults(paths: readonly string[]): (path: string) => FileResult | undefined {
  const ids = new Map(paths.map((path) => [path, idInFile(path)]));
  const counts = new Map<string | undefined, number>();
  for (const id of ids.values()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (path) => {
    const id = ids.get(path);
    if (id === undefined || (counts.get(id) ?? 0) < 2) return undefined;
    return {
      result: 'invalid',
      exitCode: exitCodes.invalidFile,
      message: `Nothing was sent: several files have the ID ${id}. Pushing one overwrites the other.`,
    };
  };
}

/** Undefined also for a file that can't be read, which is reported later. */
function idInFile(path: string): string | undefined {
  try {
    return agentIdIn(readFileText(path).text);
  } catch {
    return undefined;
  }
}
