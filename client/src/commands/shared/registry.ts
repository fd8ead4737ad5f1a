import { compare } from '../compare';
import { continueReview } from '../continueReview';
import { create } from '../create';
import { discardChanges } from '../discardChanges';
import { fetch } from '../fetch';
import { getHelp } from '../getHelp';
import { compareValues } from '../inFile/compareValues';
import { keepLocal } from '../inFile/keepLocal';
import { moveSecret } from '../inFile/moveSecret';
import { useRemote } from '../inFile/useRemote';
import { link } from '../link';
import { manageApiKeys } from '../manageApiKeys';
import { promote } from '../promote';
import { pull } from '../pull';
import { pullAll } from '../pullAll';
import { pullFromList } from '../pullFromList';
import { push } from '../push';
import { pushAll } from '../pushAll';
import { rollBack } from '../rollBack';
import { setApiKey } from '../setApiKey';
import { setSecret } from '../setSecret';
import { showHistory } from '../showHistory';
import { showMenu } from '../showMenu';
import { rollBackFile } from '../rollBackFile';
import type { Command } from './command';
import { editingCommands } from './editingCommands';
import type { CommandId } from './ids';
import type { Services } from './services';

/** The implementations of all commands, by ID. */
export const commands: Readonly<Record<CommandId, Command<Services>>> = {
  ...editingCommands,
  'agentJson.push': push,
  'agentJson.pull': pull,
  'agentJson.compare': compare,
  'agentJson.pushAll': pushAll,
  'agentJson.pullAll': pullAll,
  'agentJson.fetch': fetch,
  'agentJson.discardChanges': discardChanges,
  'agentJson.showHistory': showHistory,
  'agentJson.showMenu': showMenu,
  'agentJson.getHelp': getHelp,
  'agentJson.rollBack': rollBack,
  'agentJson.rollBackFile': rollBackFile,
  'agentJson.continueReview': continueReview,
  'agentJson.create': create,
  'agentJson.link': link,
  'agentJson.promote': promote,
  'agentJson.pullFromList': pullFromList,
  'agentJson.setSecret': setSecret,
  'agentJson.setApiKey': setApiKey,
  'agentJson.manageApiKeys': manageApiKeys,
  // Run by code lenses and quick fixes with a property as the argument; not in the Command Palette.
  'agentJson.keepLocal': keepLocal,
  'agentJson.useRemote': useRemote,
  'agentJson.compareValues': compareValues,
  'agentJson.moveSecret': moveSecret,
};
