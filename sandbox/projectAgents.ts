import type { JsonObject } from './json';
import { organization, production, staging } from './projects';

const supportLine: JsonObject = {
  organization,
  agent_name: 'Acme Support Line',
  description: 'Answers questions about orders and returns. Puts complaints through to a person.',
  inbound: true,
  language: 'en',
  assistant_provider: 'vapi',
  transcript_provider: 'vapi',
  created_at: '2026-02-16T08:00:00Z',
};

/** The same agent in two projects: staging has a change that production doesn't have yet. */
export const projectAgents: readonly JsonObject[] = [
  {
    ...supportLine,
    id: 2113,
    project: staging,
    agent_name: 'Acme Support Line (staging)',
    contact_number: '+14155550171',
    assistant_id: 'asst_acme_support_staging',
    description:
      'Answers questions about orders, returns and warranties. Puts complaints through to a person.',
    vapi_api_key: 'FAKE-acme-staging-vapi-key-do-not-use',
    vapi_data: { trigger_url: 'https://staging.acme.example.com/call' },
    updated_at: '2026-04-21T11:02:44.190274Z',
  },
  {
    ...supportLine,
    id: 2114,
    project: production,
    contact_number: '+14155550172',
    assistant_id: 'asst_acme_support',
    vapi_api_key: 'FAKE-acme-vapi-key-do-not-use',
    vapi_data: { trigger_url: 'https://acme.example.com/call' },
    updated_at: '2026-04-14T15:40:08.551920Z',
  },
];
