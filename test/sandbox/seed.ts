import type { JsonObject } from './json';

/** The agents that a sandbox starts with. */
export const seed: readonly JsonObject[] = [
  {
    id: 2101,
    project: 1376,
    organization: 412,
    agent_name: 'Harbor Dental Front Desk',
    description: 'Answers the main line.',
    inbound: true,
  },
];
