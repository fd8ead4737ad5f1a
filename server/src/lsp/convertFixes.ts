import {
  type CodeAction,
  type Command,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type SnippetTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix, FixCommand } from '#language/codeActions/index';
import type { Problem, Severity } from '#language/diagnostics/index';
import type { TextEdit } from '#language/syntax/edit';
import type { AgentSnapshot } from '../workspace/documents';
import type { ClientSupport } from './clientCapabilities';
import { toRange, toTextEdits } from './convert';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `pages`: URL of the folder with the rule pages, ending in a slash; undefined if unknown. */
export function toDiagnostic(
  problem: Problem,
  { uri, document }: AgentSnapshot,
  client: ClientSupport,
  pages: string | undefined,
): Diagnostic {
  const { rule, severity, message, related } = problem;
  const tags = tagsOf(problem);
  return {
    range: toRange(problem.span, document),
    severity: severities[severity],
    source: 'agent-json',
    code: rule,
    message,
    ...(client.codeDescriptionSupport && pages !== undefined
      ? { codeDescription: { href: `${pages}${rule}.md` } }
      : {}),
    ...(tags.length > 0 && client.tagSupport ? { tags } : {}),
    ...(related && client.relatedInformation
      ? {
          relatedInformation: related.map((other) => ({
            location: { uri, range: toRange(other.span, document) },
            message: other.message,
          })),
        }
      : {}),
  };
}

function tagsOf({ unnecessary, deprecated }: Problem): DiagnosticTag[] {
  return [
    ...(unnecessary ? [DiagnosticTag.Unnecessary] : []),
    ...(deprecated ? [DiagnosticTag.Deprecated] : []),
  ];
}

/** Whether the client has the command of a fix, if any. */
export function canOffer({ command }: Fix, client: ClientSupport): boolean {
  return !command || client.commands.has(command.name);
}

/** `shown`: the diagnostics of the client; the code action refers to the one it fixes. */
export function toCodeAction(
  fix: Fix,
  snapshot: AgentSnapshot,
  client: ClientSupport,
  shown: readonly Diagnostic[],
): CodeAction {
  const { title, kind, preferred, fixes, command } = fix;
  const solved = fixes ? shown.filter((diagnostic) => isSame(diagnostic, fixes, snapshot.document)) : [];
  return {
    title,
    kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(solved.length > 0 ? { diagnostics: solved } : {}),
    ...(command
      ? { command: toCommand(title, command, snapshot.uri) }
      : { edit: toWorkspaceEdit(fix, snapshot, client) }),
  };
}

function isSame({ code, range }: Diagnostic, { rule, span }: Problem, document: TextDocument): boolean {
  const { start, end } = toRange(span, document);
  return (
    code === rule &&
    range.start.line === start.line &&
    range.start.character === start.character &&
    range.end.line === end.line &&
    range.end.character === end.character
  );
}

function toCommand(title: string, command: FixCommand, uri: string): Command {
  const { name, ...rest } = command;
  return { title, command: name, arguments: [{ uri, ...rest }] };
}

/** For the current version of the document, and with tab stops, if the client supports that. */
export function toWorkspaceEdit(
  { edits, snippetEdits }: Pick<Fix, 'edits' | 'snippetEdits'>,
  { uri, version, document }: AgentSnapshot,
  client: ClientSupport,
): WorkspaceEdit {
  if (!client.documentChanges) return { changes: { [uri]: toTextEdits(edits, document) } };
  const snippets = client.snippetEditSupport ? snippetEdits : undefined;
  const converted = snippets ? toSnippetEdits(snippets, document) : toTextEdits(edits, document);
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

function toSnippetEdits(edits: readonly TextEdit[], document: TextDocument): SnippetTextEdit[] {
  return edits.map((edit) => ({
    range: toRange(edit, document),
    snippet: { kind: 'snippet', value: edit.newText },
  }));
}
