import type picocolors from 'picocolors';
import { type PlanLine, planLines, planTitle } from './planText';
import { printable } from './printable';
import type { Severity } from '#language/diagnostics/index';
import type { Diagnostic, FileReport, CommandReport } from './report';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Human-readable: one line per problem, in the form that terminals and editors turn into a link. */
export function toText({ files, notes }: CommandReport, colors: Colors, quiet: boolean): string {
  const lines = files.flatMap((file) => [
    ...(file.diagnostics ?? []).map((diagnostic) => diagnosticLine(file.path, diagnostic, colors)),
    ...(quiet && file.exitCode === 0 ? [] : [...resultLine(file, colors), ...detailLines(file, colors)]),
  ]);
  return [...lines, ...(quiet ? [] : notes.map((note) => printable(note, true)))]
    .map((line) => `${line}\n`)
    .join('');
}

function diagnosticLine(path: string, diagnostic: Diagnostic, colors: Colors): string {
  const { range, severity, message, rule, source } = diagnostic;
  const place = `${printable(path)}:${range.start.line + 1}:${range.start.character + 1}`;
  const label = colorFor(severity, colors)(severity);
  return `${colors.bold(place)}: ${label}: ${printable(message)} ${colors.dim(`(${rule ?? source})`)}`;
}

function colorFor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === 'error') return colors.red;
  return severity === 'warning' ? colors.yellow : colors.cyan;
}

function resultLine(file: FileReport, colors: Colors): string[] {
  const message = resultMessage(file);
  if (message === undefined) return [];
  const paint = file.exitCode > 1 ? colors.red : (text: string) => text;
  return [`${colors.bold(printable(file.path))}: ${paint(message)}`];
}

/** The outcome for a file, in one line. */
export function resultMessage(file: FileReport): string | undefined {
  if (file.message !== undefined) return printable(file.message);
  return file.result === 'differs' ? planTitle(file) : undefined;
}

/** Outcomes for which the plan is printed as well. */
const detailed: ReadonlySet<string> = new Set(['differs', 'not-allowed', 'conflict']);

export function hasDetails({ result }: FileReport): boolean {
  return detailed.has(result);
}

const prefixes: Readonly<Record<PlanLine['kind'], string>> = {
  heading: '  ',
  note: '  ',
  added: '    + ',
  removed: '    - ',
  same: '      ',
};

function detailLines(file: FileReport, colors: Colors): string[] {
  if (!hasDetails(file)) return [];
  const paints = {
    added: colors.green,
    removed: colors.red,
    heading: colors.bold,
    note: colors.yellow,
    same: colors.dim,
  };
  return planLines(file).map(({ kind, text }) => paints[kind](`${prefixes[kind]}${text}`));
}
