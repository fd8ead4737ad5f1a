import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion, CompletionKind } from '#language/completion/index';
import type { ClientSupport } from './clientCapabilities';
import { toPlainText, toRange, toTextEdits } from './convert';

const itemKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  variable: CompletionItemKind.Variable,
  template: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

const triggerSuggest = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

/**
 * Converts completions. If the client supports it, detail and documentation are left to `completionItem/resolve`, and the range,
 * format and data that most items share are sent once for the list.
 */
export class CompletionItems {
  private listId = 0;
  private latest: readonly Completion[] = [];

  constructor(private readonly client: ClientSupport) {}

  convert(completions: readonly Completion[], document: TextDocument): CompletionItem[] | CompletionList {
    this.latest = completions;
    this.listId++;
    const [first] = completions;
    if (!first || !this.client.completionItemDefaults)
      return completions.map((completion) => ({
        ...this.item(completion, document),
        ...this.defaults(completion),
        textEdit: textEdit(completion, document),
      }));
    return {
      isIncomplete: false,
      itemDefaults: { ...this.defaults(first), editRange: toRange(first.edit, document) },
      items: completions.map((completion) => this.itemWithoutDefaults(completion, first, document)),
    };
  }

  /** The item with its detail and documentation. An item of an earlier list is unchanged. */
  resolve(item: CompletionItem): CompletionItem {
    const completion =
      item.data === this.listId ? this.latest.find(({ sortText }) => sortText === item.sortText) : undefined;
    if (!completion) return item;
    const detail = completion.detail === '' || item.detail !== undefined ? {} : { detail: completion.detail };
    return { ...item, ...detail, ...this.documentation(completion) };
  }

  /** The defaults that most items of a list share, besides their range. */
  private defaults({ snippet }: Completion) {
    return {
      insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(this.client.completionResolve ? { data: this.listId } : {}),
    };
  }

  private itemWithoutDefaults(
    completion: Completion,
    first: Completion,
    document: TextDocument,
  ): CompletionItem {
    const { edit, snippet } = completion;
    const item = this.item(completion, document);
    if (edit.offset === first.edit.offset && edit.length === first.edit.length)
      item.textEditText = edit.newText;
    else item.textEdit = textEdit(completion, document);
    return snippet === first.snippet ? item : Object.assign(item, this.defaults(completion));
  }

  /** The properties of an item that differ from the defaults. Objects are not spread, because an agent has 75 properties. */
  private item(completion: Completion, document: TextDocument): CompletionItem {
    const { label, filterText, sortText, additionalEdits } = completion;
    const item: CompletionItem = { label, filterText, sortText, kind: itemKinds[completion.kind] };
    this.addDetail(item, completion);
    if (!this.client.completionResolve) Object.assign(item, this.documentation(completion));
    if (completion.deprecated && this.client.completionDeprecated) item.tags = [CompletionItemTag.Deprecated];
    if (additionalEdits.length > 0) item.additionalTextEdits = toTextEdits(additionalEdits, document);
    if (completion.triggerSuggest && this.client.commands.has(triggerSuggest.command))
      item.command = triggerSuggest;
    return item;
  }

  /** The note as label details if the client supports them; else as the detail, which is only shown for the focused item. */
  private addDetail(item: CompletionItem, { note, detail }: Completion): void {
    if (note !== undefined && !this.client.labelDetailsSupport) {
      item.detail = detail === '' ? note : `${note} · ${detail}`;
      return;
    }
    if (note !== undefined) item.labelDetails = { description: note };
    if (detail !== '' && !this.client.completionDetailResolve) item.detail = detail;
  }

  private documentation(completion: Completion): Pick<CompletionItem, 'documentation'> {
    const markdown = completion.documentation();
    if (markdown === '') return {};
    return {
      documentation: this.client.completionMarkdown
        ? { kind: MarkupKind.Markdown, value: markdown }
        : toPlainText(markdown),
    };
  }
}

function textEdit({ edit }: Completion, document: TextDocument): TextEdit {
  return { range: toRange(edit, document), newText: edit.newText };
}
