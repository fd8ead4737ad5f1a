import type { AgentLanguage } from '#language/index';
import type { Formatting } from '#language/syntax/format';
import type { Context } from '../context';
import { exitCodes } from '../exitCodes';
import type { FileText } from '../files/agentText';
import { countOf } from '../output/counts';
import { type CommandReport, commandReport } from '../output/report';
import type { CommonOptions } from '../options';
import { type FileResult, reportOffline, resultOfEdit } from '../sync/fileResult';

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
  const reports = await reportOffline(paths, options, context, (file, language) =>
    formatFile(file, language, options),
  );
  const formatted = reports.filter(({ result }) => result === 'formatted' || result === 'unformatted').length;
  const verb = options.check ? 'not formatted' : 'formatted';
  return commandReport('fmt', reports, [`${countOf(reports.length, 'file')} checked, ${formatted} ${verb}.`]);
}

function formatFile(file: FileText, language: AgentLanguage, { check }: FormatOptions): FileResult {
  const agent = language.annotate(language.parse(file.text));
  if (agent.document.syntaxErrors.length > 0 || agent.document.exceededLimit) {
    const message = 'Not formatted: the file has syntax errors.';
    return { result: 'invalid', exitCode: exitCodes.invalidFile, message };
  }
  const edits = language.format(agent, formatting);
  if (edits.length === 0) return { result: 'unchanged', exitCode: exitCodes.ok };
  if (check) return { result: 'unformatted', exitCode: exitCodes.problems, message: 'Not formatted.' };
  return resultOfEdit(file, edits, { result: 'formatted', exitCode: exitCodes.ok, message: 'Formatted.' });
}
