import { planLines } from './planText';
import { printable } from './printable';
import type { Diagnostic, FileReport, CommandReport } from './report';
import { hasDetails, resultMessage } from './text';

/** Workflow commands: GitHub shows them at the lines of the pull request. */
export function toGitHub({ files, notes }: CommandReport): string {
  const lines = files.flatMap((file) => [
    ...(file.diagnostics ?? []).map((diagnostic) => annotation(file.path, diagnostic)),
    ...resultAnnotation(file),
  ]);
  return [...lines, ...notes.map((note) => printable(note, true))].map((line) => `${line}\n`).join('');
}

function annotation(path: string, { severity, message, range, rule, source }: Diagnostic): string {
  const { start, end } = range;
  const properties = [
    `file=${escapeProperty(path)}`,
    `line=${start.line + 1}`,
    `col=${start.character + 1}`,
    `endLine=${end.line + 1}`,
    `endColumn=${end.character + 1}`,
    `title=${escapeProperty(rule ?? source)}`,
  ];
  return `::${levelOf(severity)} ${properties.join(',')}::${escapeData(printable(message))}`;
}

function levelOf(severity: Diagnostic['severity']): string {
  return severity === 'error' || severity === 'warning' ? severity : 'notice';
}

function resultAnnotation(file: FileReport): string[] {
  const message = resultMessage(file);
  if (message === undefined) return [];
  const isFailure = file.exitCode > 1;
  return [
    isFailure
      ? `::error file=${escapeProperty(file.path)}::${escapeData(message)}`
      : escapeCommand(`${printable(file.path)}: ${message}`),
  ];
}

/** Prevents that a file named "::error" becomes a workflow command. */
function escapeCommand(line: string): string {
  return line.startsWith('::') ? ` ${line}` : line;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The report in Markdown, for the summary of a job. */
export function toSummary({ command, files, notes }: CommandReport): string {
  const parts = files.flatMap((file) => [
    `| ${escapeCell(file.path)} | ${escapeCell(file.result)} | ${escapeCell(resultMessage(file) ?? '')} |`,
  ]);
  const table = files.length === 0 ? [] : ['| File | Result | |', '|---|---|---|', ...parts, ''];
  const details = files.filter(hasDetails).flatMap(detailsOf);
  return [
    `### agent-json ${command}`,
    '',
    ...notes.map((note) => printable(note, true)),
    '',
    ...table,
    ...details,
    '',
  ].join('\n');
}

function escapeCell(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#|~]/g, '\\$&');
}

const prefixes = { heading: '  ', note: '! ', added: '+ ', removed: '- ', same: '  ' } as const;

function detailsOf(file: FileReport): string[] {
  const lines = planLines(file).map(({ kind, text }) => prefixes[kind] + text);
  const longest = Math.max(2, ...lines.map((line) => /`+/.exec(line)?.[0].length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return lines.length === 0 ? [] : [`#### ${escapeCell(file.path)}`, '', `${fence}diff`, ...lines, fence, ''];
}
