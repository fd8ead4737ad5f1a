import * as vscode from 'vscode';
import type { Rejection } from '#sync/rejections';
import { rangeOf } from './agentFile';
import { type Mark, marksOn, markMessage, spanFor, applicableMarks } from './serverErrorMarks';

/** Errors of the server, shown at the values that it rejected until these change. */
export class ServerErrors implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('Cekura');
  private readonly marks = new Map<string, readonly Mark[]>();
  private readonly changes: vscode.Disposable;

  constructor() {
    this.changes = vscode.workspace.onDidChangeTextDocument(({ document }) => this.update(document));
  }

  show(document: vscode.TextDocument, rejections: readonly Rejection[]): void {
    this.setMarks(document, marksOn(document.getText(), rejections));
  }

  clear(uri: vscode.Uri): void {
    this.marks.delete(uri.toString());
    this.collection.delete(uri);
  }

  dispose(): void {
    this.changes.dispose();
    this.collection.dispose();
  }

  private update(document: vscode.TextDocument): void {
    const marks = this.marks.get(document.uri.toString());
    if (marks) this.setMarks(document, applicableMarks(document.getText(), marks));
  }

  private setMarks(document: vscode.TextDocument, marks: readonly Mark[]): void {
    this.marks.set(document.uri.toString(), marks);
    this.collection.set(
      document.uri,
      marks.map((mark) => diagnosticFor(document, mark)),
    );
  }
}

function diagnosticFor(document: vscode.TextDocument, mark: Mark): vscode.Diagnostic {
  const { offset, length } = spanFor(document.getText(), mark.path);
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, offset, length),
    markMessage(mark),
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = 'Cekura';
  return diagnostic;
}
