import {
  type CodeAction,
  type CodeLens as LspCodeLens,
  type Command,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentLink as LspDocumentLink,
  type DocumentSymbol as LspDocumentSymbol,
  type FoldingRange as LspFoldingRange,
  FoldingRangeKind,
  type FormattingOptions,
  type Hover as LspHover,
  type InlayHint as LspInlayHint,
  InlayHintKind,
  MarkupKind,
  type Range,
  type SelectionRange,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
  SemanticTokenTypes,
  type SemanticTokens,
  type SymbolInformation,
  SymbolKind,
  type SnippetTextEdit,
  type WorkspaceEdit,
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientSupport } from './clientCapabilities';
import { type Span, endOf } from '#language/syntax/document';
import type { TextEdit } from '#language/syntax/edit';
import type { Fix, FixCommand } from '#language/codeActions/index';
import type { FoldingRange } from '#language/features/foldingRanges';
import type { Formatting } from '#language/syntax/format';
import type { Hover } from '#language/features/hover';
import type { InlayHint } from '#language/features/inlayHints';
import type { CodeLens } from '#language/features/codeLenses';
import type { DocumentLink } from '#language/features/documentLinks';
import type { DocumentSymbol } from '#language/features/documentSymbols';
import type { Problem, Severity } from '#language/diagnostics/index';
import type { SemanticToken } from '#language/features/semanticTokens';
import type { AgentSnapshot } from '../workspace/documents';

// Converts between the language core's types and those of LSP. No other file knows LSP's enums and positions.

export function toRange(span: Span, document: TextDocument): Range {
  return { start: document.positionAt(span.offset), end: document.positionAt(endOf(span)) };
}

/** Positions beyond the end of a line or of the document stand for that end. */
export function toSpan({ start, end }: Range, document: TextDocument): Span {
  const offset = document.offsetAt(start);
  return { offset, length: Math.max(0, document.offsetAt(end) - offset) };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `pages`: the folder of the pages about rules, ending in a slash; undefined where it is not known. */
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

export function toHover(hover: Hover, document: TextDocument, client: ClientSupport): LspHover {
  const contents = client.hoverMarkdown
    ? { kind: MarkupKind.Markdown, value: hover.markdown }
    : { kind: MarkupKind.PlainText, value: toPlainText(hover.markdown) };
  return { range: toRange(hover.span, document), contents };
}

/** The few marks that our own texts use, taken out: bold, code, links and escapes. */
export function toPlainText(markdown: string): string {
  return markdown
    .replace(/\[([^[\]]+)\]\(([^\s()]+)\)/g, '$1: $2')
    .replace(/\*\*/g, '')
    .replace(/(?<!\\)`/g, '')
    .replace(/\\([\\`*_{}[\]()<>#+!|~&:$-])/g, '$1');
}

export function toFormatting({ tabSize, insertSpaces, insertFinalNewline }: FormattingOptions): Formatting {
  return { tabSize, insertSpaces, insertFinalNewline: insertFinalNewline === true };
}

export function toTextEdits(edits: readonly TextEdit[], document: TextDocument): LspTextEdit[] {
  return edits.map((edit) => ({ range: toRange(edit, document), newText: edit.newText }));
}

/** Whether the client has what a fix needs. */
export function canOffer({ command }: Fix, client: ClientSupport): boolean {
  return !command || client.commands.has(command.name);
}

/** `shown`: the diagnostics that the client holds; the one that a fix solves goes with it. */
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

/** Bound to the version it was made for, where the client can; with tab stops, where it can. */
export function toWorkspaceEdit(
  { edits, snippetEdits }: Pick<Fix, 'edits' | 'snippetEdits'>,
  { uri, version, document }: AgentSnapshot,
  client: ClientSupport,
): WorkspaceEdit {
  if (!client.documentChanges) return { changes: { [uri]: toTextEdits(edits, document) } };
  const withStops = client.snippetEditSupport ? snippetEdits : undefined;
  const converted = withStops ? toSnippetEdits(withStops, document) : toTextEdits(edits, document);
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

function toSnippetEdits(edits: readonly TextEdit[], document: TextDocument): SnippetTextEdit[] {
  return edits.map((edit) => ({
    range: toRange(edit, document),
    snippet: { kind: 'snippet', value: edit.newText },
  }));
}

const symbolKinds: Readonly<Record<DocumentSymbol['type'], SymbolKind>> = {
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
  property: SymbolKind.Property,
  nothing: SymbolKind.Property,
};

export function toDocumentSymbols(
  outline: readonly DocumentSymbol[],
  document: TextDocument,
): LspDocumentSymbol[] {
  return outline.map(({ name, detail, type, span, nameSpan, children }) => {
    const range = toRange(span, document);
    const selectionRange = nameSpan === span ? range : toRange(nameSpan, document);
    return {
      name,
      detail,
      kind: symbolKinds[type],
      range,
      selectionRange,
      children: toDocumentSymbols(children, document),
    };
  });
}

/** The same for clients that know no nesting: one list, each symbol naming what it stands in. */
export function toSymbolInformation(
  outline: readonly DocumentSymbol[],
  snapshot: AgentSnapshot,
  container?: string,
): SymbolInformation[] {
  return outline.flatMap(({ name, type, span, children }) => [
    {
      name,
      kind: symbolKinds[type],
      location: { uri: snapshot.uri, range: toRange(span, snapshot.document) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...toSymbolInformation(children, snapshot, name),
  ]);
}

/** The closing bracket's line stays visible. */
export function toFoldingRange(fold: FoldingRange, document: TextDocument): LspFoldingRange | undefined {
  const { start, end } = toRange(fold, document);
  const endLine = end.line - 1;
  return endLine > start.line ? { startLine: start.line, endLine, kind: FoldingRangeKind.Region } : undefined;
}

/** `spans` from the inside out → a chain; an offset in nothing selects nothing. */
export function toSelectionRange(
  spans: readonly Span[],
  offset: number,
  document: TextDocument,
): SelectionRange {
  const outermostFirst = spans.toReversed();
  const chain = outermostFirst.reduce<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(span, document), ...(parent ? { parent } : {}) }),
    undefined,
  );
  return chain ?? { range: toRange({ offset, length: 0 }, document) };
}

export function toDocumentLink({ span, target }: DocumentLink, document: TextDocument): LspDocumentLink {
  return { range: toRange(span, document), target };
}

export function toInlayHint({ offset, label }: InlayHint, document: TextDocument): LspInlayHint {
  return { position: document.positionAt(offset), label, kind: InlayHintKind.Type, paddingLeft: true };
}

export function toCodeLens(
  { span, title, command, pointer }: CodeLens,
  { uri, document }: AgentSnapshot,
): LspCodeLens {
  const about = pointer === undefined ? uri : { uri, pointer };
  return { range: toRange(span, document), command: { title, command, arguments: [about] } };
}

const tokenTypes: Readonly<Record<SemanticToken['kind'], SemanticTokenTypes>> = {
  reference: SemanticTokenTypes.macro,
  variable: SemanticTokenTypes.variable,
};

export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: Object.values(tokenTypes),
  tokenModifiers: [],
};

export function toSemanticTokens(tokens: readonly SemanticToken[], document: TextDocument): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const token of tokens) {
    const { start, end } = toRange(token, document);
    const type = tokenLegend.tokenTypes.indexOf(tokenTypes[token.kind]);
    builder.push(start.line, start.character, end.character - start.character, type, 0);
  }
  return builder.build();
}
