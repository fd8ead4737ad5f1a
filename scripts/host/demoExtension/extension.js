// Only for `npm start`: opens the walkthrough and the sample, because VS Code has no command-line option for that.
const vscode = require('vscode');

exports.activate = async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder)
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'broken.agent.json'), {
      preview: false,
    });
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'agent-json.agent-json#start',
    true,
  );
};
