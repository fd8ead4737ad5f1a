import { applyEdits } from '#language/syntax/edit';
import type { AgentLanguage } from '#language/index';
import type { Context } from '../context';
import { exitCodes } from '../exitCodes';
import type { FileText } from '../files/agentText';
import { countOf } from '../output/counts';
import { type CommandReport, commandReport } from '../output/report';
import type { CommonOptions } from '../options';
import { type FileResult, reportOffline, resultOfEdit } from '../sync/fileResult';

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
  const reports = await reportOffline(paths, options, context, (file, language) =>
    fixFile(file, language, options),
  );
  const fixed = reports.filter(({ result }) => result === 'fixed').length;
  const verb = options.dryRun ? 'would be fixed' : 'fixed';
  return commandReport('fix', reports, [`${countOf(reports.length, 'file')} checked, ${fixed} ${verb}.`]);
}

function fixFile(file: FileText, language: AgentLanguage, { dryRun }: FixOptions): FileResult {
  const { text, count } = fixedText(file.text, language);
  if (text === file.text) return { result: 'unchanged', exitCode: exitCodes.ok };
  const message = `${dryRun ? 'Would fix' : 'Fixed'} ${countOf(count, 'problem')}.`;
  const fixed: FileResult = { result: 'fixed', exitCode: exitCodes.ok, message };
  if (dryRun) return fixed;
  return resultOfEdit(file, [{ offset: 0, length: file.text.length, newText: text }], fixed);
}

function fixedText(before: string, language: AgentLanguage): { text: string; count: number } {
  let text = before;
  for (let round = 0; round < maxRounds; round++) {
    const fixAll = language.fixAll(language.annotate(language.parse(text)));
    if (!fixAll) break;
    text = applyEdits(text, fixAll.edits);
  }
  return { text, count: Math.max(1, countProblems(before, language) - countProblems(text, language)) };
}

function countProblems(text: string, language: AgentLanguage): number {
  return language.problems(language.annotate(language.parse(text))).length;
}
