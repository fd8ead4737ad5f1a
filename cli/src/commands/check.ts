import { setEngine } from '#files/engineSettings';
import type { Context } from '../context';
import { diagnoseAll } from '../diagnostics';
import { type ExitCode, exitCodes } from '../exitCodes';
import { type FileText, readFileText } from '../files/agentText';
import { countOf, sumUp } from '../output/counts';
import type { Severity } from '#language/diagnostics/index';
import {
  type Diagnostic,
  type FileReport,
  type CommandReport,
  commandReport,
  isAtLeast,
} from '../output/report';
import { type Workspace, openWorkspace, shownPath } from '../workspace';
import { readPromptOf } from '../sync/diskFile';
import { resultOfError } from '../sync/fileResult';
import type { CommonOptions } from '../options';

/** Checking more files takes seconds. */
const maxFilesOfShortRun = 1000;

export interface CheckOptions extends CommonOptions {
  readonly severity: Severity;
}

/** Validates files offline, with the rules and settings of the editor. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  context: Context,
): Promise<CommandReport> {
  const workspace = openWorkspace(options, context);
  const files = await workspace.find(paths);
  const reports = await diagnoseFiles(workspace, files, options, context);
  const notes = files.length === 0 ? ['No agent files found.'] : [checkSummary(reports)];
  return commandReport('check', reports, notes);
}

async function diagnoseFiles(
  { language }: Workspace,
  files: readonly string[],
  { severity }: CheckOptions,
  context: Context,
): Promise<FileReport[]> {
  if (files.length > maxFilesOfShortRun) setEngine('long');
  const readPrompt = (agent: string, file: string) => readPromptOf(agent, context.cwd, file);
  const texts: FileText[] = [];
  const unreadable: FileReport[] = [];
  for (const path of files) {
    try {
      texts.push(readFileText(path));
    } catch (error) {
      unreadable.push({ path: shownPath(path, context), ...resultOfError(error) });
    }
  }
  const checked = await diagnoseAll(language, texts, readPrompt);
  const reports = checked.map(({ file, diagnostics }): FileReport => ({
    path: shownPath(file.path, context),
    result: diagnostics.length === 0 ? 'ok' : 'problems',
    exitCode: exitCodeOf(diagnostics, severity),
    diagnostics,
  }));
  return [...reports, ...unreadable];
}

function exitCodeOf(diagnostics: readonly Diagnostic[], limit: Severity): ExitCode {
  return diagnostics.some(({ severity }) => isAtLeast(severity, limit)) ? exitCodes.problems : exitCodes.ok;
}

function checkSummary(reports: readonly FileReport[]): string {
  const all = reports
    .flatMap(({ diagnostics = [] }) => diagnostics)
    .filter(({ severity }) => severity !== 'hint');
  const unreadable = reports.filter(({ diagnostics }) => diagnostics === undefined).length;
  const rest = unreadable > 0 ? ` ${countOf(unreadable, 'file')} could not be read.` : '';
  const checked = countOf(reports.length - unreadable, 'file');
  if (all.length === 0) return `${checked} checked, no problems.${rest}`;
  const countOfSeverity = (severity: Severity) =>
    all.filter((diagnostic) => diagnostic.severity === severity).length;
  const parts = sumUp([
    [countOfSeverity('error'), 'error'],
    [countOfSeverity('warning'), 'warning'],
    [countOfSeverity('info'), 'info', 'info'],
  ]);
  return `${checked} checked, ${countOf(all.length, 'problem')}: ${parts}.${rest}`;
}
