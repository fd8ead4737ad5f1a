import { applyEdits } from '#language/syntax/edit';
import type { AgentLanguage } from '#language/index';
import type { Context } from '../context';
import { exitCodes, highest } from '../exitCodes';
import { editFile, readFileText } from '../files/agentText';
import { countOf } from '../output/counts';
import type { FileReport, CommandReport } from '../output/report';
import type { CommonOptions } from '../options';
import { openWorkspace, shownPath } from '../workspace';
import { reportOffline } from '../sync/fileResult';

export interface FixOptions extends CommonOptions {
  readonly dryRun?: boolean;
}

/** The maximum number of rounds, because a fix may enable another one. All test cases are stable after two rounds. */
const maxRounds = 10;

/** Applies the fixes that don't change the meaning of an agent. */
export async function fix(
  paths: readonly string[],
  options: FixOptions,
  context: Context,
): Promise<CommandReport> {
  const workspace = openWorkspace(options, context);
  const files = await workspace.find(paths);
  const reports = files.map((path) =>
    reportOffline(path, context, () => fixFile(path, workspace.language, options, context)),
  );
  const fixed = reports.filter(({ result }) => result === 'fixed').length;
  const verb = options.dryRun ? 'would be fixed' : 'fixed';
  const notes = [`${countOf(files.length, 'file')} checked, ${fixed} ${verb}.`];
  return {
    command: 'fix',
    files: reports,
    notes,
    exitCode: highest(reports.map(({ exitCode }) => exitCode)),
  };
}

function fixFile(
  path: string,
  language: AgentLanguage,
  { dryRun }: FixOptions,
  context: Context,
): FileReport {
  const file = readFileText(path);
  const displayPath = shownPath(path, context);
  const { text, count } = fixedText(file.text, language);
  if (text === file.text) return { path: displayPath, result: 'unchanged', exitCode: exitCodes.ok };
  const message = `${dryRun ? 'Would fix' : 'Fixed'} ${countOf(count, 'problem')}.`;
  if (dryRun || editFile(file, [{ offset: 0, length: file.text.length, newText: text }]))
    return { path: displayPath, result: 'fixed', exitCode: exitCodes.ok, message };
  return { path: displayPath, result: 'failed', exitCode: exitCodes.invalidFile, message: notWritten };
}

export const notWritten = 'Not written: the file has changed or is not valid UTF-8.';

function fixedText(before: string, language: AgentLanguage): { text: string; count: number } {
  let text = before;
  for (let round = 0; round < maxRounds; round++) {
    const fixAll = language.fixAll(language.annotate(language.parse(text)));
    if (!fixAll) break;
    text = applyEdits(text, fixAll.edits);
  }
  return { text, count: Math.max(1, problemsIn(before, language) - problemsIn(text, language)) };
}

function problemsIn(text: string, language: AgentLanguage): number {
  return language.problems(language.annotate(language.parse(text))).length;
}
