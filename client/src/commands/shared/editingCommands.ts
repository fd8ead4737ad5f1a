import { editPrompt } from '../editPrompt';
import { fixNextProblem } from '../fixNextProblem';
import { allowValue } from '../inFile/allowValue';
import { ignoreFile } from '../inFile/ignoreFile';
import { newAgentFile } from '../new';
import { openSample } from '../openSample';
import { resetSchema } from '../resetSchema';
import { restartServer } from '../restartServer';
import { showLog } from '../showLog';
import { updateSchema } from '../updateSchema';
import type { Command, EditingServices } from './command';

/** Editing commands. They don't send requests and are also available in the browser. */
export const editingCommands = {
  'agentJson.editPrompt': editPrompt,
  'agentJson.new': newAgentFile,
  'agentJson.openSample': openSample,
  'agentJson.fixNextProblem': fixNextProblem,
  'agentJson.updateSchema': updateSchema,
  'agentJson.resetSchema': resetSchema,
  // Run by quick fixes with a value as the argument; not in the Command Palette.
  'agentJson.allowValue': allowValue,
  'agentJson.ignoreFile': ignoreFile,
  'agentJson.restartServer': restartServer,
  'agentJson.showLog': showLog,
} as const satisfies Readonly<Record<string, Command<EditingServices>>>;
