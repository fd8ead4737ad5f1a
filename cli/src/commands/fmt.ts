import type { AgentLanguage } from '#language/index';
import type { Formatting } from '#language/syntax/format';
import type { Context } from '../context';
import { exitCodes, highest } from '../exitCodes';
import { editFile, readFileText } from '../files/agentText';
import { countOf } from '../output/counts';
import type { FileReport, CommandReport } from '../output/report';
import type { CommonOptions } from '../options';
import { openWorkspace, shownPath } from '../workspace';
import { reportOffline } from '../sync/fileResult';
import { notWritten } from './fix';

export interface FormatOptions extends CommonOptions {
  readonly check?: boolean;
}

/** For files without indentation. */
const formatting: Formatting = { tabSize: 2, insertSpaces: true, insertFinalNewline: true };

/** Formats files as the editor does. */
export async function fmt(
  paths: readonly string[],
  options: FormatOptions,
  context: Context,
): Promise<CommandReport> {
  const workspace = openWorkspace(options, context);
  const files = await workspace.find(paths);
  const reports = files.map((path) =>
    reportOffline(path, context, () => formatFile(path, workspace.language, options, context)),
  );
  const formatted = reports.filter(({ result }) => result === 'formatted' || result === 'unformatted').length;
  const notes = [
    `${countOf(files.length, 'file')} checked, ${formatted} ${options.check ? 'not formatted' : 'formatted'}.`,
  ];
  return {
    command: 'fmt',
    files: reports,
    notes,
    exitCode: highest(reports.map(({ exitCode }) => exitCode)),
  };
}

function formatFile(
  path: string,
  language: AgentLanguage,
  { check }: FormatOptions,
  context: Context,
): FileReport {
  const file = readFileText(path);
  const displayPath = shownPath(path, context);
  const agent = language.annotate(language.parse(file.text));
  if (agent.document.syntaxErrors.length > 0 || agent.document.exceededLimit)
    return {
      path: displayPath,
      result: 'invalid',
      exitCode: exitCodes.invalidFile,
      message: 'Not formatted: the file has syntax errors.',
    };
  const edits = language.format(agent, formatting);
  if (edits.length === 0) return { path: displayPath, result: 'unchanged', exitCode: exitCodes.ok };
  if (check)
    return {
      path: displayPath,
      result: 'unformatted',
      exitCode: exitCodes.problems,
      message: 'Not formatted.',
    };
  if (editFile(file, edits))
    return { path: displayPath, result: 'formatted', exitCode: exitCodes.ok, message: 'Formatted.' };
  return { path: displayPath, result: 'failed', exitCode: exitCodes.invalidFile, message: notWritten };
}
