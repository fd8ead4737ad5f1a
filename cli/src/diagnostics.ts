import { sep } from 'node:path';
import type { AgentLanguage } from '#language/index';
import type { AnnotatedAgent } from '#language/annotate';
import { promptUsesIn } from '#language/promptFiles/expand';
import { readPromptFiles } from '#language/promptFiles/read';
import type { PromptFile } from '#language/promptFiles/promptText';
import type { Problem } from '#language/diagnostics/index';
import type { FileText } from './files/agentText';
import { Lines } from './files/lines';
import type { Diagnostic } from './output/report';

interface CheckedFile {
  readonly file: FileText;
  readonly id: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The diagnostics of each file, as the editor shows them with all of these files in its workspace. */
export async function diagnoseAll(
  language: AgentLanguage,
  files: readonly FileText[],
  readPrompt: (agent: string, file: string) => Promise<PromptFile>,
): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (const file of files) checked.push(await diagnose(language, file, readPrompt));
  const byId = new Map<string | undefined, CheckedFile[]>();
  for (const file of checked)
    byId.set(file.id, [...(file.id === undefined ? [] : (byId.get(file.id) ?? [])), file]);
  return checked.map((file) => {
    const others = file.id === undefined ? [] : (byId.get(file.id) ?? []).filter((other) => other !== file);
    return others.length === 0 ? file : withSharedId(language, file, others);
  });
}

async function diagnose(
  language: AgentLanguage,
  file: FileText,
  readPrompt: (agent: string, file: string) => Promise<PromptFile>,
): Promise<CheckedFile> {
  const agent = language.annotate(language.parse(file.text));
  const problems = await problemsOf(language, agent, (use) => readPrompt(file.path, use));
  return { file, id: language.agentId(agent), diagnostics: toDiagnostics(file.text, problems) };
}

/** The problems of an agent and its prompts, at their places in the agent file. */
export async function problemsOf(
  language: AgentLanguage,
  agent: AnnotatedAgent,
  readPrompt: (file: string) => Promise<PromptFile>,
): Promise<Problem[]> {
  const prompts = await readPromptFiles(promptUsesIn(agent.document, language.schema), readPrompt);
  return prompts.size === 0 ? language.problemsUncached(agent) : problemsWith(language, agent, prompts);
}

function problemsWith(
  language: AgentLanguage,
  agent: AnnotatedAgent,
  prompts: ReadonlyMap<string, PromptFile>,
): Problem[] {
  const expanded = language.expand(agent, prompts);
  return language.problemsWithPrompts(expanded, language.annotate(language.parse(expanded.text)));
}

function withSharedId(
  language: AgentLanguage,
  { file, id, diagnostics }: CheckedFile,
  others: readonly CheckedFile[],
): CheckedFile {
  const agent = language.annotate(language.parse(file.text));
  const names = others.map((other) => pathLabel(other.file.path)).sort();
  const shared = toDiagnostics(file.text, language.sharedIdProblems(agent, names));
  return { file, id, diagnostics: [...diagnostics, ...shared] };
}

/** Folder and name: agents in different folders often have the same name. */
function pathLabel(path: string): string {
  return path.split(sep).slice(-2).join('/');
}

export function toDiagnostics(text: string, problems: readonly Problem[]): Diagnostic[] {
  if (problems.length === 0) return [];
  const lines = new Lines(text);
  return problems.map(({ rule, severity, message, span }) => ({
    source: 'agent-json',
    rule,
    severity,
    message,
    range: lines.rangeOf(span),
  }));
}
