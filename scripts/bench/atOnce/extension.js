// An extension whose answers take no time: as many completions as the servers give, a hover, and what is wrong as soon as it is.
const vscode = require('vscode');

const selector = { language: 'at-once' };

/** Both servers suggest the languages. */
const completions = 43;

exports.activate = () => {
  const items = Array.from(
    { length: completions },
    (_, index) => new vscode.CompletionItem(`value ${index}`),
  );
  vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems: () => items });
  vscode.languages.registerHoverProvider(selector, { provideHover: () => new vscode.Hover('A value.') });
  const found = vscode.languages.createDiagnosticCollection('at-once');
  const fault = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), 'Wrong.');
  /** @param {vscode.TextDocument} document */
  const judge = (document) => {
    if (vscode.languages.match(selector, document) === 0) return;
    found.set(document.uri, document.getText().includes('"english"') ? [fault] : []);
  };
  vscode.workspace.textDocuments.forEach(judge);
  vscode.workspace.onDidOpenTextDocument(judge);
  vscode.workspace.onDidChangeTextDocument(({ document }) => judge(document));
};
