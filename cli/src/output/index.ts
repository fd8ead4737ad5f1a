import { appendFileSync } from 'node:fs';
import picocolors from 'picocolors';
import type { Context } from '../context';
import { toGitHub, toSummary } from './github';
import { formatJson } from './json';
import type { Severity } from '#language/diagnostics/index';
import { type CommandReport, isAtLeast } from './report';
import { toSarif } from './sarif';
import { type Colors, toText } from './text';

export const formats = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

export interface OutputOptions {
  readonly format?: Format;
  readonly quiet?: boolean;
}

/** The requested format; by default, annotations in GitHub Actions. */
function formatOf({ format }: OutputOptions, { env }: Context): Format {
  return format ?? (env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
}

/** Prints the result of a command. */
export function print(report: CommandReport, options: OutputOptions, context: Context): void {
  const quiet = options.quiet === true;
  const format = formatOf(options, context);
  if (format === 'github') writeSummary(report, context);
  // Hints are not printed, as the editor's Problems panel does not list them either.
  const printed = format === 'json' ? report : atLeast(report, 'info');
  context.stdout.write(render(format, printed, quiet, context));
}

/** GitHub shows the content of this file in the job summary. */
function writeSummary(report: CommandReport, { env }: Context): void {
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file !== '' && report.command !== 'check') appendFileSync(file, `${toSummary(report)}\n`);
}

function render(format: Format, report: CommandReport, quiet: boolean, context: Context): string {
  switch (format) {
    case 'json':
      return formatJson(report);
    case 'sarif':
      return toSarif(report);
    case 'github':
      return toGitHub(report);
    case 'text':
      return toText(quiet ? atLeast(report, 'error') : report, colorsFor(context), quiet);
  }
}

function atLeast(report: CommandReport, limit: Severity): CommandReport {
  const files = report.files.map((file) =>
    file.diagnostics
      ? { ...file, diagnostics: file.diagnostics.filter(({ severity }) => isAtLeast(severity, limit)) }
      : file,
  );
  return { ...report, files };
}

/** NO_COLOR as in https://no-color.org, and FORCE_COLOR as in Node.js. */
function colorsFor({ env, stdout }: Context): Colors {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = env;
  const forced = FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  const enabled = forced || (stdout.isTTY === true && TERM !== 'dumb');
  return picocolors.createColors(enabled && NO_COLOR === '');
}
