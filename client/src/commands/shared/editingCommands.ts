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

/** Commands that help to write agent files. They need no Cekura and work wherever the editor does. */
export const editingCommands = {
  'agentJson.editPrompt': editPrompt,
  'agentJson.new': newAgentFile,
  'agentJson.openSample': openSample,
  'agentJson.fixNextProblem': fixNextProblem,
  'agentJson.updateSchema': updateSchema,
  'agentJson.resetSchema': resetSchema,
  // Started by quick fixes with the value that they are about; not in the palette.
  'agentJson.allowValue': allowValue,
  'agentJson.ignoreFile': ignoreFile,
  'agentJson.restartServer': restartServer,
  'agentJson.showLog': showLog,
} as const satisfies Readonly<Record<string, Command<EditingServices>>>;
