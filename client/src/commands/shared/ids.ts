/** The ids of all commands, known before their code is loaded. */
export const commandIds = [
  'agentJson.push',
  'agentJson.pull',
  'agentJson.compare',
  'agentJson.pushAll',
  'agentJson.pullAll',
  'agentJson.rollBack',
  'agentJson.editPrompt',
  'agentJson.new',
  'agentJson.openSample',
  'agentJson.fixNextProblem',
  'agentJson.create',
  'agentJson.link',
  'agentJson.pullFromList',
  'agentJson.setSecret',
  'agentJson.setApiKey',
  'agentJson.manageApiKeys',
  'agentJson.keepLocal',
  'agentJson.useRemote',
  'agentJson.compareValues',
  'agentJson.moveSecret',
  'agentJson.allowValue',
  'agentJson.ignoreFile',
  'agentJson.restartServer',
  'agentJson.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];
