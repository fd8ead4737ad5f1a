import { allowValue } from '../allowValue';
import { editPrompt } from '../editPrompt';
import { mendNext } from '../fixNextProblem';
import { newAgent } from '../newAgent';
import { openSample } from '../openSample';
import type { Command, EditingParts } from './command';

/** Commands that help to write agent files. They need no Cekura and work wherever the editor does. */
export const editingCommands = {
  'agentJson.editPrompt': editPrompt,
  'agentJson.new': newAgent,
  'agentJson.openSample': openSample,
  'agentJson.fixNextProblem': mendNext,
  // Named by quick fixes, with what it is about; not in the palette.
  'agentJson.allowValue': allowValue,
  'agentJson.restartServer': ({ server }) => server.restart(),
  'agentJson.showLog': ({ log }) => Promise.resolve(log.show()),
} as const satisfies Readonly<Record<string, Command<EditingParts>>>;
