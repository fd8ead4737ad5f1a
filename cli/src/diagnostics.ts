import { sep } from 'node:path';
import type { AgentLanguage } from '#language/index';
import type { Problem } from '#language/diagnostics/index';
import type { FileText } from './files/agentText';
import { Lines } from './files/lines';
import type { Diagnostic } from './output/report';

interface Checked {
  readonly file: FileText;
  readonly id: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The diagnostics of each file, as the editor shows them with all of these files in its workspace. */
export function diagnoseAll(language: AgentLanguage, files: Iterable<FileText>): Checked[] {
  const checked = Array.from(files, (file) => diagnose(language, file));
  const byId = new Map<string | undefined, Checked[]>();
  for (const one of checked)
    byId.set(one.id, [...(one.id === undefined ? [] : (byId.get(one.id) ?? [])), one]);
  return checked.map((one) => {
    const others = one.id === undefined ? [] : (byId.get(one.id) ?? []).filter((other) => other !== one);
    return others.length === 0 ? one : withSharedId(language, one, others);
  });
}

function diagnose(language: AgentLanguage, file: FileText): Checked {
  const agent = language.annotate(language.parse(file.text));
  const diagnostics = toDiagnostics(file.text, language.problemsOnce(agent));
  return { file, id: language.agentId(agent), diagnostics };
}

function withSharedId(
  language: AgentLanguage,
  { file, id, diagnostics }: Checked,
  others: readonly Checked[],
): Checked {
  const agent = language.annotate(language.parse(file.text));
  const names = others.map((other) => shortName(other.file.path)).sort();
  const shared = toDiagnostics(file.text, language.sharedIdProblems(agent, names));
  return { file, id, diagnostics: [...diagnostics, ...shared] };
}

/** Folder and name: agents in different folders often have the same name. */
function shortName(path: string): string {
  return path.split(sep).slice(-2).join('/');
}

export function toDiagnostics(text: string, problems: readonly Problem[]): Diagnostic[] {
  if (problems.length === 0) return [];
  const lines = new Lines(text);
  return problems.map(({ rule, severity, message, span }) => ({
    source: 'agent-json',
    rule,
    severity: severity === 'info' ? 'information' : severity,
    message,
    range: lines.rangeOf(span),
  }));
}
