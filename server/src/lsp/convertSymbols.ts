import {
  type DocumentSymbol as LspDocumentSymbol,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol } from '#language/features/documentSymbols';
import { endOf } from '#language/syntax/document';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import { toRange } from './convert';

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
    // A key is where its property starts.
    const selectionRange =
      nameSpan === span ? range : { start: range.start, end: document.positionAt(endOf(nameSpan)) };
    const symbol: LspDocumentSymbol = { name, detail, kind: symbolKinds[type], range, selectionRange };
    if (children.length > 0) symbol.children = toDocumentSymbols(children, document);
    return symbol;
  });
}

/** For clients without hierarchical symbols: a flat list in which each symbol names its container. */
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
