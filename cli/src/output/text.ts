import type picocolors from 'picocolors';
import { printable } from './printable';
import type { Diagnostic, FileReport, Report, Severity } from './report';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** For people: one line per finding, in the form that terminals and editors turn into a link. */
export function toText({ files, notes }: Report, colors: Colors, quiet: boolean): string {
  const lines = files.flatMap((file) => [
    ...diagnosticLines(file, colors),
    ...resultLine(file, colors, quiet),
  ]);
  return [...lines, ...(quiet ? [] : notes.map(printable))].map((line) => `${line}\n`).join('');
}

function diagnosticLines({ path, diagnostics = [] }: FileReport, colors: Colors): string[] {
  return diagnostics.map((diagnostic) => diagnosticLine(path, diagnostic, colors));
}

export function diagnosticLine(path: string, diagnostic: Diagnostic, colors: Colors): string {
  const { range, severity, message, rule, source } = diagnostic;
  const place = `${printable(path)}:${range.start.line + 1}:${range.start.character + 1}`;
  const label = paintFor(severity, colors)(severity);
  return `${colors.bold(place)}: ${label}: ${printable(message)} ${colors.dim(`(${rule ?? source})`)}`;
}

function paintFor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === 'error') return colors.red;
  return severity === 'warning' ? colors.yellow : colors.cyan;
}

function resultLine({ path, message, exitCode }: FileReport, colors: Colors, quiet: boolean): string[] {
  if (message === undefined || (quiet && exitCode === 0)) return [];
  const line = `${colors.bold(printable(path))}: ${printable(message)}`;
  return [exitCode === 0 ? line : `${line} ${colors.red('✖')}`];
}
