import { printable } from './printable';
import type { Diagnostic, FileReport, Report } from './report';

/** Workflow commands: GitHub shows them at the lines of the pull request. */
export function toGitHub({ files, notes }: Report): string {
  const lines = files.flatMap((file) => [
    ...(file.diagnostics ?? []).map((diagnostic) => annotation(file.path, diagnostic)),
    ...resultLine(file),
  ]);
  return [...lines, ...notes.map(printable)].map((line) => `${line}\n`).join('');
}

function annotation(path: string, { severity, message, range, rule, source }: Diagnostic): string {
  const { start, end } = range;
  const properties = [
    `file=${property(path)}`,
    `line=${start.line + 1}`,
    `col=${start.character + 1}`,
    `endLine=${end.line + 1}`,
    `endColumn=${end.character + 1}`,
    `title=${property(rule ?? source)}`,
  ];
  return `::${levelOf(severity)} ${properties.join(',')}::${data(printable(message))}`;
}

function levelOf(severity: Diagnostic['severity']): string {
  return severity === 'error' || severity === 'warning' ? severity : 'notice';
}

function resultLine({ path, message, exitCode }: FileReport): string[] {
  if (message === undefined) return [];
  const text = `${printable(path)}: ${printable(message)}`;
  return [exitCode === 0 ? text : `::error file=${property(path)}::${data(printable(message))}`];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
