export const agentFileExtension = '.agent.json';
