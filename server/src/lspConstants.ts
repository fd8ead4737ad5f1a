import type * as Lsp from 'vscode-languageserver-protocol';

// The protocol's constants that we use, named and checked as its library has them. The library itself would be read before the
// first answer, only to find these numbers.

export type CompletionItemKind = Lsp.CompletionItemKind;
export const CompletionItemKind = {
  Property: 10,
  EnumMember: 20,
  Reference: 18,
  Variable: 6,
  Snippet: 15,
} as const satisfies Partial<typeof Lsp.CompletionItemKind>;

export type DiagnosticSeverity = Lsp.DiagnosticSeverity;
export const DiagnosticSeverity = {
  Error: 1,
  Warning: 2,
  Information: 3,
  Hint: 4,
} as const satisfies typeof Lsp.DiagnosticSeverity;

export type SymbolKind = Lsp.SymbolKind;
export const SymbolKind = {
  Property: 7,
  String: 15,
  Number: 16,
  Boolean: 17,
  Array: 18,
  Object: 19,
  Null: 21,
} as const satisfies Partial<typeof Lsp.SymbolKind>;

export const CodeActionKind = {
  QuickFix: 'quickfix',
  RefactorRewrite: 'refactor.rewrite',
  SourceFixAll: 'source.fixAll',
} as const satisfies Partial<typeof Lsp.CodeActionKind>;

export const DiagnosticTag = { Unnecessary: 1 } as const satisfies Partial<typeof Lsp.DiagnosticTag>;

export const FileChangeType = { Deleted: 3 } as const satisfies Partial<typeof Lsp.FileChangeType>;

export const FoldingRangeKind = { Region: 'region' } as const satisfies Partial<typeof Lsp.FoldingRangeKind>;

export const InlayHintKind = { Type: 1 } as const satisfies Partial<typeof Lsp.InlayHintKind>;

export const InsertTextFormat = { PlainText: 1, Snippet: 2 } as const satisfies typeof Lsp.InsertTextFormat;

export const LSPErrorCodes = { RequestCancelled: -32800 } as const satisfies Partial<
  typeof Lsp.LSPErrorCodes
>;

export const MarkupKind = {
  Markdown: 'markdown',
  PlainText: 'plaintext',
} as const satisfies Partial<typeof Lsp.MarkupKind>;

export const MessageType = { Error: 1 } as const satisfies Partial<typeof Lsp.MessageType>;

export const TextDocumentSyncKind = { Incremental: 2 } as const satisfies Partial<
  typeof Lsp.TextDocumentSyncKind
>;
