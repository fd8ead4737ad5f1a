import {
  type CodeAction,
  type CodeLens,
  type Command,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type FormattingOptions,
  type Hover as LspHover,
  type InlayHint as LspInlayHint,
  InlayHintKind,
  InsertTextFormat,
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
import type { Client } from './clientCapabilities';
import type { Suggestion, SuggestionKind } from '#language/completion/index';
import type { Span } from '#language/syntax/document';
import type { TextEdit } from '#language/syntax/edit';
import type { Fix, FixCommand } from '#language/codeActions/index';
import type { Fold } from '#language/features/foldingRanges';
import type { Formatting } from '#language/syntax/format';
import type { Hover } from '#language/features/hover';
import type { InlayHint } from '#language/features/inlayHints';
import type { Lens } from '#language/features/codeLenses';
import type { Link } from '#language/features/documentLinks';
import type { Outline } from '#language/features/documentSymbols';
import type { Problem, Severity } from '#language/diagnostics/index';
import type { Token } from '#language/features/semanticTokens';
import type { OpenAgent } from '../workspace/documents';
import type { Lines } from './positions';

// The language core's answers → protocol types. The only place that knows LSP's enums and, with positions.ts, columns.

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `pages`: the folder of the pages about rules, ending in a slash; undefined where it is not known. */
export function toDiagnostic(
  problem: Problem,
  { uri, lines }: OpenAgent,
  client: Client,
  pages: string | undefined,
): Diagnostic {
  const { rule, severity, message, related, cure } = problem;
  const tags = tagsOf(problem);
  return {
    range: lines.rangeOf(problem.span),
    severity: severities[severity],
    source: 'agent-json',
    code: rule,
    message,
    ...(client.followsCodes && pages !== undefined
      ? { codeDescription: { href: `${pages}${rule}.md` } }
      : {}),
    ...(tags.length > 0 && client.showsFaded ? { tags } : {}),
    ...(related && client.showsRelated
      ? {
          relatedInformation: related.map((other) => ({
            location: { uri, range: lines.rangeOf(other.span) },
            message: other.message,
          })),
        }
      : {}),
    ...(cure ? { data: cure } : {}),
  };
}

function tagsOf({ faded, deprecated }: Problem): DiagnosticTag[] {
  return [...(faded ? [DiagnosticTag.Unnecessary] : []), ...(deprecated ? [DiagnosticTag.Deprecated] : [])];
}

export function toHover(hover: Hover, lines: Lines, client: Client): LspHover {
  const contents = client.readsMarkdown
    ? { kind: MarkupKind.Markdown, value: hover.markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkdown(hover.markdown) };
  return { range: lines.rangeOf(hover.span), contents };
}

/** The few marks that our own texts use, taken out: bold, code, links and escapes. */
export function withoutMarkdown(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\((\S+)\)/g, '$1: $2')
    .replace(/\*\*/g, '')
    .replace(/(?<!\\)`/g, '')
    .replace(/\\([\\`*_{}[\]()<>#+!|~&:$-])/g, '$1');
}

export function toFormatting({ tabSize, insertSpaces, insertFinalNewline }: FormattingOptions): Formatting {
  return { tabSize, insertSpaces, insertFinalNewline: insertFinalNewline === true };
}

export function toTextEdits(edits: readonly TextEdit[], lines: Lines): LspTextEdit[] {
  return edits.map((edit) => ({ range: lines.rangeOf(edit), newText: edit.newText }));
}

const itemKinds: Readonly<Record<SuggestionKind, CompletionItemKind>> = {
  member: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  variable: CompletionItemKind.Variable,
  skeleton: CompletionItemKind.Snippet,
};

const suggestAgain = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

/** A list of completions: most of them replace the same stretch, so that its lines are counted once. */
export function toCompletionItems(
  suggestions: readonly Suggestion[],
  lines: Lines,
  client: Client,
): CompletionItem[] {
  let last: { readonly span: Span; readonly range: Range } | undefined;
  return suggestions.map((suggestion) => {
    const { offset, length } = suggestion.edit;
    if (last?.span.offset !== offset || last.span.length !== length)
      last = { span: suggestion.edit, range: lines.rangeOf(suggestion.edit) };
    return toCompletionItem(suggestion, last.range, lines, client);
  });
}

function toCompletionItem(
  suggestion: Suggestion,
  range: Range,
  lines: Lines,
  client: Client,
): CompletionItem {
  const { documentation, edit, snippet, additionalEdits } = suggestion;
  const item: CompletionItem = {
    label: suggestion.label,
    ...besideLabel(suggestion, client),
    filterText: suggestion.filterText,
    sortText: suggestion.sortText,
    kind: itemKinds[suggestion.kind],
    textEdit: { range, newText: edit.newText },
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
  };
  if (documentation !== '')
    item.documentation = client.readsMarkdownInItems
      ? { kind: MarkupKind.Markdown, value: documentation }
      : withoutMarkdown(documentation);
  if (suggestion.deprecated && client.showsDeprecatedItems) item.tags = [CompletionItemTag.Deprecated];
  if (additionalEdits.length > 0) item.additionalTextEdits = toTextEdits(additionalEdits, lines);
  if (suggestion.triggerSuggest && client.commands.has(suggestAgain.command)) item.command = suggestAgain;
  return item;
}

/** The note in each row where the client can; else in the one line that it shows of the item in focus. */
function besideLabel(
  { note, detail }: Suggestion,
  client: Client,
): Pick<CompletionItem, 'detail' | 'labelDetails'> {
  const inRow = note !== undefined && client.showsLabelDetails;
  const line = [inRow ? undefined : note, detail].filter((part) => part !== undefined && part !== '');
  return {
    ...(inRow ? { labelDetails: { description: note } } : {}),
    ...(line.length > 0 ? { detail: line.join(' · ') } : {}),
  };
}

/** Whether the client has what a fix needs. */
export function canOffer({ command }: Fix, client: Client): boolean {
  return !command || client.commands.has(command.name);
}

/** `shown`: the diagnostics that the client holds; the one that a fix solves goes with it. */
export function toCodeAction(
  fix: Fix,
  open: OpenAgent,
  client: Client,
  shown: readonly Diagnostic[],
): CodeAction {
  const { title, kind, preferred, fixes, command } = fix;
  const solved = fixes ? shown.filter((diagnostic) => isSame(diagnostic, fixes, open.lines)) : [];
  return {
    title,
    kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(solved.length > 0 ? { diagnostics: solved } : {}),
    ...(command
      ? { command: toCommand(title, command, open.uri) }
      : { edit: toWorkspaceEdit(fix, open, client) }),
  };
}

function isSame({ code, range }: Diagnostic, { rule, span }: Problem, lines: Lines): boolean {
  const { start, end } = lines.rangeOf(span);
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
  { uri, version, lines }: OpenAgent,
  client: Client,
): WorkspaceEdit {
  if (!client.versionsEdits) return { changes: { [uri]: toTextEdits(edits, lines) } };
  const withStops = client.appliesSnippetEdits ? snippetEdits : undefined;
  const converted = withStops ? toSnippetEdits(withStops, lines) : toTextEdits(edits, lines);
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

function toSnippetEdits(edits: readonly TextEdit[], lines: Lines): SnippetTextEdit[] {
  return edits.map((edit) => ({
    range: lines.rangeOf(edit),
    snippet: { kind: 'snippet', value: edit.newText },
  }));
}

const symbolKinds: Readonly<Record<Outline['type'], SymbolKind>> = {
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
  property: SymbolKind.Property,
  nothing: SymbolKind.Property,
};

export function toSymbols(outline: readonly Outline[], lines: Lines): DocumentSymbol[] {
  return outline.map(({ name, detail, type, span, nameSpan, children }) => {
    const range = lines.rangeOf(span);
    const selectionRange = nameSpan === span ? range : lines.rangeOf(nameSpan);
    return {
      name,
      detail,
      kind: symbolKinds[type],
      range,
      selectionRange,
      children: toSymbols(children, lines),
    };
  });
}

/** The same for clients that know no nesting: one list, each symbol naming what it stands in. */
export function toFlatSymbols(
  outline: readonly Outline[],
  open: OpenAgent,
  container?: string,
): SymbolInformation[] {
  return outline.flatMap(({ name, type, span, children }) => [
    {
      name,
      kind: symbolKinds[type],
      location: { uri: open.uri, range: open.lines.rangeOf(span) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...toFlatSymbols(children, open, name),
  ]);
}

/** The closing bracket's line stays visible. */
export function toFoldingRange(fold: Fold, lines: Lines): FoldingRange | undefined {
  const { start, end } = lines.rangeOf(fold);
  const endLine = end.line - 1;
  return endLine > start.line ? { startLine: start.line, endLine, kind: FoldingRangeKind.Region } : undefined;
}

/** `spans` from the inside out → a chain; an offset in nothing selects nothing. */
export function toSelectionRange(spans: readonly Span[], offset: number, lines: Lines): SelectionRange {
  const outermostFirst = spans.toReversed();
  const chain = outermostFirst.reduce<SelectionRange | undefined>(
    (parent, span) => ({ range: lines.rangeOf(span), ...(parent ? { parent } : {}) }),
    undefined,
  );
  return chain ?? { range: lines.rangeOf({ offset, length: 0 }) };
}

export function toDocumentLink({ span, target }: Link, lines: Lines): DocumentLink {
  return { range: lines.rangeOf(span), target };
}

export function toInlayHint({ offset, label }: InlayHint, lines: Lines): LspInlayHint {
  return { position: lines.positionAt(offset), label, kind: InlayHintKind.Type, paddingLeft: true };
}

export function toCodeLens({ span, title, command, pointer }: Lens, { uri, lines }: OpenAgent): CodeLens {
  const about = pointer === undefined ? uri : { uri, pointer };
  return { range: lines.rangeOf(span), command: { title, command, arguments: [about] } };
}

const tokenTypes: Readonly<Record<Token['kind'], SemanticTokenTypes>> = {
  reference: SemanticTokenTypes.macro,
  variable: SemanticTokenTypes.variable,
};

export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: Object.values(tokenTypes),
  tokenModifiers: [],
};

export function toSemanticTokens(tokens: readonly Token[], lines: Lines): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const token of tokens) {
    const { start, end } = lines.rangeOf(token);
    const type = tokenLegend.tokenTypes.indexOf(tokenTypes[token.kind]);
    builder.push(start.line, start.character, end.character - start.character, type, 0);
  }
  return builder.build();
}
