/** The extension of agent files. */
export const agentFileExtension = '.agent.json';
