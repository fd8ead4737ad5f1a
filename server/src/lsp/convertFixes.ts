import * as l10n from '@vscode/l10n';
import {
  type CodeAction,
  type Command,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix, FixCommand } from '#language/codeActions/index';
import type { Problem, Severity } from '#language/diagnostics/index';
import type { TextEdit } from '#language/syntax/edit';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import type { ClientSupport } from './clientCapabilities';
import { toRange, toTextEdits } from './convert';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** URIs that diagnostics link to. */
export interface DiagnosticLinks {
  /** The folder with the rule pages, ending in a slash; undefined if unknown. */
  readonly pages: string | undefined;
  /** The prompt file that the problem is in. */
  readonly prompt?: string | undefined;
}

export function toDiagnostic(
  problem: Problem,
  { uri, document }: AgentSnapshot,
  client: ClientSupport,
  { pages, prompt }: DiagnosticLinks,
): Diagnostic {
  const { rule, severity, message } = problem;
  const tags = tagsOf(problem);
  const related = relatedInformation(problem, { uri, document }, prompt);
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
    ...(related.length > 0 && client.relatedInformation ? { relatedInformation: related } : {}),
  };
}

function relatedInformation(
  { related = [] }: Problem,
  { uri, document }: Pick<AgentSnapshot, 'uri' | 'document'>,
  prompt: string | undefined,
): DiagnosticRelatedInformation[] {
  const start = { line: 0, character: 0 };
  return [
    ...related.map(({ span, message }) => ({ location: { uri, range: toRange(span, document) }, message })),
    ...(prompt === undefined
      ? []
      : [
          {
            location: { uri: prompt, range: { start, end: start } },
            message: l10n.t('The prompt is in this file.'),
          },
        ]),
  ];
}

function tagsOf({ unnecessary, deprecated }: Problem): DiagnosticTag[] {
  return [
    ...(unnecessary ? [DiagnosticTag.Unnecessary] : []),
    ...(deprecated ? [DiagnosticTag.Deprecated] : []),
  ];
}

/** Whether the client can do what a fix needs. */
export function canOffer({ command, newFile }: Fix, client: ClientSupport): boolean {
  if (newFile && !(client.documentChanges && client.createFile)) return false;
  return !command || client.commands.has(command.name);
}

interface CodeActionContext {
  /** The diagnostics that the client has; the code action refers to the one it fixes. */
  readonly diagnostics: readonly Diagnostic[];
  /** The URI of a file by its path in a reference. */
  readonly toUri: (path: string) => string | undefined;
}

export function toCodeAction(
  fix: Fix,
  snapshot: AgentSnapshot,
  client: ClientSupport,
  { diagnostics, toUri }: CodeActionContext,
): CodeAction {
  const { title, kind, preferred, fixes, command } = fix;
  const solvedDiagnostics = fixes
    ? diagnostics.filter((diagnostic) => isDiagnosticOf(diagnostic, fixes, snapshot.document))
    : [];
  return {
    title,
    kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(solvedDiagnostics.length > 0 ? { diagnostics: solvedDiagnostics } : {}),
    ...(command
      ? { command: toCommand(title, command, snapshot.uri) }
      : { edit: withNewFile(fix, toWorkspaceEdit(fix, snapshot, client), toUri) }),
  };
}

/** Creates the file first. An existing file is never overwritten: then nothing is changed. */
function withNewFile(
  { newFile, edits }: Fix,
  { documentChanges = [], ...edit }: WorkspaceEdit,
  toUri: CodeActionContext['toUri'],
): WorkspaceEdit {
  const uri = newFile && toUri(newFile.path);
  if (uri === undefined) return documentChanges.length > 0 ? { ...edit, documentChanges } : edit;
  const start = { line: 0, character: 0 };
  const inserted = { range: { start, end: start }, newText: newFile?.text ?? '' };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      ...(inserted.newText === '' ? [] : [{ textDocument: { uri, version: null }, edits: [inserted] }]),
      ...(edits.length > 0 ? documentChanges : []),
    ],
  };
}

function isDiagnosticOf(
  { code, range }: Diagnostic,
  { rule, span }: Problem,
  document: TextDocument,
): boolean {
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
function toWorkspaceEdit(
  { edits, snippetEdits }: Pick<Fix, 'edits' | 'snippetEdits'>,
  { uri, version, document }: AgentSnapshot,
  client: ClientSupport,
): WorkspaceEdit {
  if (!client.documentChanges) return { changes: { [uri]: toTextEdits(edits, document) } };
  const snippets = client.snippetEditSupport ? snippetEdits : undefined;
  const converted = snippets ? toSnippetEdits(snippets, document) : toTextEdits(edits, document);
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

/** Edits of one file. The version is null if it is not open. */
export type DocumentEdits = TextDocumentEdit & { readonly edits: LspTextEdit[] };

/** Edits of several files. */
export function toDocumentEdits(edits: readonly DocumentEdits[], client: ClientSupport): WorkspaceEdit {
  if (client.documentChanges) return { documentChanges: [...edits] };
  return { changes: Object.fromEntries(edits.map((edit) => [edit.textDocument.uri, edit.edits])) };
}

function toSnippetEdits(edits: readonly TextEdit[], document: TextDocument): SnippetTextEdit[] {
  return edits.map((edit) => ({
    range: toRange(edit, document),
    snippet: { kind: 'snippet', value: edit.newText },
  }));
}
