import type { Context } from '../context';
import { diagnoseAll } from '../diagnostics';
import { type ExitCode, exitCodes, highest } from '../exitCodes';
import { readFileText } from '../files/agentText';
import { countOf, sumUp } from '../output/counts';
import { type Diagnostic, type FileReport, type Report, type Severity, isAtLeast } from '../output/report';
import { type Project, openProject, shownPath } from '../project';
import { readPromptOf } from '../sync/diskFile';
import type { CommonOptions } from '../options';

export interface CheckOptions extends CommonOptions {
  readonly severity: Severity;
}

/** Validates files offline, with the rules and settings of the editor. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  context: Context,
): Promise<Report> {
  const project = openProject(options, context);
  const files = await project.find(paths);
  const reports = await diagnosed(project, files, options, context);
  const notes = files.length === 0 ? ['No agent files found.'] : [checkSummary(reports)];
  return {
    command: 'check',
    files: reports,
    notes,
    exitCode: highest(reports.map(({ exitCode }) => exitCode)),
  };
}

async function diagnosed(
  { language }: Project,
  files: readonly string[],
  { severity }: CheckOptions,
  context: Context,
): Promise<FileReport[]> {
  const readPrompt = (agent: string, file: string) => readPromptOf(agent, context.cwd, file);
  const checked = await diagnoseAll(language, files.map(readFileText), readPrompt);
  return checked.map(({ file, diagnostics }) => ({
    path: shownPath(file.path, context),
    result: diagnostics.length === 0 ? 'ok' : 'problems',
    exitCode: exitCodeOf(diagnostics, severity),
    diagnostics,
  }));
}

function exitCodeOf(diagnostics: readonly Diagnostic[], limit: Severity): ExitCode {
  return diagnostics.some(({ severity }) => isAtLeast(severity, limit)) ? exitCodes.problems : exitCodes.ok;
}

function checkSummary(reports: readonly FileReport[]): string {
  const all = reports
    .flatMap(({ diagnostics = [] }) => diagnostics)
    .filter(({ severity }) => severity !== 'hint');
  const checked = countOf(reports.length, 'file');
  if (all.length === 0) return `${checked} checked, no problems.`;
  const of = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  const parts = sumUp([
    [of('error'), 'error'],
    [of('warning'), 'warning'],
    [of('info'), 'info', 'info'],
  ]);
  return `${checked} checked, ${countOf(all.length, 'problem')}: ${parts}.`;
}
