// An extension that answers immediately: as many completion items as both servers return, a hover, and diagnostics on each change.
const vscode = require('vscode');

const selector = { language: 'instant' };

/** Both servers suggest the languages. */
const completions = 43;

exports.activate = () => {
  const items = Array.from(
    { length: completions },
    (_, index) => new vscode.CompletionItem(`value ${index}`),
  );
  vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems: () => items });
  vscode.languages.registerHoverProvider(selector, { provideHover: () => new vscode.Hover('A value.') });
  const collection = vscode.languages.createDiagnosticCollection('instant');
  const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), 'Invalid value.');
  /** @param {vscode.TextDocument} document */
  const validate = (document) => {
    if (vscode.languages.match(selector, document) === 0) return;
    collection.set(document.uri, document.getText().includes('"english"') ? [diagnostic] : []);
  };
  vscode.workspace.textDocuments.forEach(validate);
  vscode.workspace.onDidOpenTextDocument(validate);
  vscode.workspace.onDidChangeTextDocument(({ document }) => validate(document));
};
