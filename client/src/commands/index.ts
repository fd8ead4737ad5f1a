import { pullAll, pushAll } from './all';
import { allowValue } from './allowValue';
import { removeApiKey, setApiKey } from './apiKey';
import { compareFile } from './compare';
import { createOnCekura } from './create';
import { compareMember, keepMineAt, takeTheirsAt } from './disputes';
import { editPrompt } from './editPrompt';
import type { CommandId } from './ids';
import { newAgent } from './newAgent';
import { openSample } from './openSample';
import type { Command } from './parts';
import { pullFile } from './pull';
import { pullFromList } from './pullFromList';
import { pushFile, undoLastPush } from './push';
import { moveSecret, setSecret } from './secrets';

/** What every command does, by its id. */
export const commands: Readonly<Record<CommandId, Command>> = {
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
  // Named by lenses and fixes, with what they are about; not in the palette.
  'agentJson.keepMine': keepMineAt,
  'agentJson.takeTheirs': takeTheirsAt,
  'agentJson.compareMember': compareMember,
  'agentJson.moveSecret': moveSecret,
  'agentJson.allowValue': allowValue,
  'agentJson.restartServer': ({ server }) => server.restart(),
  'agentJson.showLog': ({ log }) => Promise.resolve(log.show()),
};
