import { pullAll, pushAll } from './pushAll';
import { removeApiKey, setApiKey } from './apiKey';
import { compareFile } from './compare';
import { createOnCekura } from './create';
import { compareMember, keepLocalAt, useRemoteAt } from './conflicts';
import { editingCommands } from './shared/editing';
import type { CommandId } from './shared/ids';
import type { Command } from './shared/command';
import type { Parts } from './shared/services';
import { linkToExisting } from './link';
import { pullFile } from './pull';
import { pullFromList } from './pullFromList';
import { pushFile, undoLastPush } from './push';
import { moveSecret, setSecret } from './secrets';

/** What every command does, by its id. */
export const commands: Readonly<Record<CommandId, Command<Parts>>> = {
  ...editingCommands,
  'agentJson.push': pushFile,
  'agentJson.pull': pullFile,
  'agentJson.compare': compareFile,
  'agentJson.pushAll': pushAll,
  'agentJson.pullAll': pullAll,
  'agentJson.rollBack': undoLastPush,
  'agentJson.create': createOnCekura,
  'agentJson.link': linkToExisting,
  'agentJson.pullFromList': pullFromList,
  'agentJson.setSecret': setSecret,
  'agentJson.setApiKey': setApiKey,
  'agentJson.removeApiKey': removeApiKey,
  // Named by lenses and fixes, with what they are about; not in the palette.
  'agentJson.keepMine': keepLocalAt,
  'agentJson.takeTheirs': useRemoteAt,
  'agentJson.compareMember': compareMember,
  'agentJson.moveSecret': moveSecret,
};
