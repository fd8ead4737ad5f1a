import * as vscode from 'vscode';
import { pullAll, pushAll } from './all';
import { allowValue } from './allowValue';
import { removeApiKey, setApiKey } from './apiKey';
import { compareFile } from './compare';
import { createOnCekura } from './create';
import { editPrompt } from './editPrompt';
import { newAgent } from './newAgent';
import { openSample } from './openSample';
import type { Command, Parts } from './parts';
import { pullFile } from './pull';
import { pullFromList } from './pullFromList';
import { pushFile, undoLastPush } from './push';
import { runCommand } from './runCommand';
import { moveSecret, setSecret } from './secrets';

/** Every command, by its id. */
export const commands: Readonly<Record<string, Command>> = {
  'agentJson.push': pushFile,
  'agentJson.pull': pullFile,
  'agentJson.compare': compareFile,
  'agentJson.pushAll': pushAll,
  'agentJson.pullAll': pullAll,
  'agentJson.undoPush': undoLastPush,
  'agentJson.editPrompt': editPrompt,
  'agentJson.new': newAgent,
  'agentJson.openSample': openSample,
  'agentJson.create': createOnCekura,
  'agentJson.pullFromList': pullFromList,
  'agentJson.setSecret': setSecret,
  'agentJson.setApiKey': setApiKey,
  'agentJson.removeApiKey': removeApiKey,
  // Named by quick fixes, with what they are about; not in the palette.
  'agentJson.moveSecret': moveSecret,
  'agentJson.allowValue': allowValue,
  'agentJson.restartServer': ({ server }) => server.restart(),
  'agentJson.showLog': ({ log }) => Promise.resolve(log.show()),
};

export function registerCommands(parts: Parts): vscode.Disposable[] {
  return Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, (argument: unknown) => runCommand(parts, id, command, argument)),
  );
}
