import type { JsonObject } from '#language/syntax/json';

export const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.\nBooks.\nSays goodbye.',
  inbound: true,
  language: 'en',
  contact_number: '+14155550123',
  llm_model: 'gpt-4.1',
  llm_temperature: 0.3,
};

/** The agent in a file with few properties. */
export const small: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: agent['description']!,
  inbound: true,
};
