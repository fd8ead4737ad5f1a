import {
  type CodeLens as LspCodeLens,
  type DocumentLink as LspDocumentLink,
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
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientSupport } from './clientCapabilities';
import { type Span, endOf } from '#language/syntax/document';
import type { TextEdit } from '#language/syntax/edit';
import type { FoldingRange } from '#language/features/foldingRanges';
import type { Formatting } from '#language/syntax/format';
import type { Hover } from '#language/features/hover';
import type { InlayHint } from '#language/features/inlayHints';
import type { CodeLens } from '#language/features/codeLenses';
import type { DocumentLink } from '#language/features/documentLinks';
import type { SemanticToken } from '#language/features/semanticTokens';
import type { AgentSnapshot } from '../workspace/agentSnapshot';

// Converts the types of the language core to those of LSP. Only the convert files use the enums and positions of LSP.

export function toRange(span: Span, document: TextDocument): Range {
  return { start: document.positionAt(span.offset), end: document.positionAt(endOf(span)) };
}

/** Positions beyond the end of a line or the document mean that end. */
export function toSpan({ start, end }: Range, document: TextDocument): Span {
  const offset = document.offsetAt(start);
  return { offset, length: Math.max(0, document.offsetAt(end) - offset) };
}

export function toHover(hover: Hover, document: TextDocument, client: ClientSupport): LspHover {
  const contents = client.hoverMarkdown
    ? { kind: MarkupKind.Markdown, value: hover.markdown }
    : { kind: MarkupKind.PlainText, value: toPlainText(hover.markdown) };
  return { range: toRange(hover.span, document), contents };
}

/** Removes the Markdown that hovers use: bold, code, links and escapes. */
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

/** The closing bracket's line stays visible. */
export function toFoldingRange(fold: FoldingRange, document: TextDocument): LspFoldingRange | undefined {
  const { start, end } = toRange(fold, document);
  const endLine = end.line - 1;
  return endLine > start.line ? { startLine: start.line, endLine, kind: FoldingRangeKind.Region } : undefined;
}

/** `spans`: from the innermost to the outermost. */
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
  const target = pointer === undefined ? uri : { uri, pointer };
  return { range: toRange(span, document), command: { title, command, arguments: [target] } };
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
