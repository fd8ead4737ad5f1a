import * as vscode from 'vscode';

/** The part of VS Code's paste API (1.97 and newer) that is used here; the supported versions before it don't have it. */
export interface PasteApi {
  readonly languages: {
    registerDocumentPasteEditProvider(
      selector: vscode.DocumentSelector,
      provider: PasteEditProvider,
      metadata: {
        readonly providedPasteEditKinds: readonly PasteEditKind[];
        readonly pasteMimeTypes: readonly string[];
        readonly copyMimeTypes?: readonly string[];
      },
    ): vscode.Disposable;
  };
  readonly DocumentPasteEdit: new (insertText: string, title: string, kind: PasteEditKind) => PasteEdit;
  readonly DocumentDropOrPasteEditKind: { readonly Text: PasteEditKind };
}

export interface PasteEditKind {
  append(...parts: string[]): PasteEditKind;
}

export interface PasteEdit {
  readonly insertText: string;
}

export interface PasteEditProvider {
  prepareDocumentPaste?(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
  ): void;
  provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
    context: unknown,
    token: vscode.CancellationToken,
  ): Promise<PasteEdit[] | undefined>;
}

/** undefined if VS Code does not support it. */
export function pasteApi(): PasteApi | undefined {
  const api = vscode as unknown as Partial<PasteApi>;
  const hasApi =
    api.languages?.registerDocumentPasteEditProvider &&
    api.DocumentPasteEdit &&
    api.DocumentDropOrPasteEditKind?.Text;
  return hasApi ? (api as PasteApi) : undefined;
}
