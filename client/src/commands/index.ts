import * as vscode from 'vscode';
import { removeApiKey, setApiKey } from './apiKey';
import { compareFile } from './compare';
import type { Command, Parts } from './parts';
import { pullFile } from './pull';
import { pushFile, undoLastPush } from './push';
import { runCommand } from './runCommand';

/** Every command, by its id. */
export const commands: Readonly<Record<string, Command>> = {
  'agentJson.push': pushFile,
  'agentJson.pull': pullFile,
  'agentJson.compare': compareFile,
  'agentJson.undoPush': undoLastPush,
  'agentJson.setApiKey': setApiKey,
  'agentJson.removeApiKey': removeApiKey,
  'agentJson.restartServer': ({ server }) => server.restart(),
  'agentJson.showLog': ({ log }) => Promise.resolve(log.show()),
};

export function registerCommands(parts: Parts): vscode.Disposable[] {
  return Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, (started: unknown) => runCommand(parts, id, command, started)),
  );
}
