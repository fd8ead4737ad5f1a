import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PushEffects, assessRisk } from '#sync/push/risk';
import type { Risk, RiskReason } from '#sync/model';
import { agentSchema } from '#support/language/agents';

const plain: PushEffects = {
  hasBase: true,
  target: {},
  incoming: [],
  secrets: [],
  overrides: false,
  outgoing: [{ path: ['llm_temperature'], before: 0.3, after: 0.9 }],
};
const changing = (name: string, before: string, after: string | undefined): Partial<PushEffects> => ({
  outgoing: [{ path: [name], before, after }],
});
const key = ['vapi_api_key'];
const fromFile = { kind: 'literal' } as const;

const table: [string, Partial<PushEffects>, Risk, RiskReason[]][] = [
  ['nothing to send', { outgoing: [] }, 'none', []],
  [
    'nothing but a secret that stays',
    { outgoing: [], secrets: [{ path: key, action: 'keep', guarantee: 'unproven' }] },
    'none',
    [],
  ],
  ['a plain change', {}, 'low', []],
  [
    'a plain change with a proven secret',
    { secrets: [{ path: key, action: 'keep', guarantee: 'proven' }] },
    'low',
    [],
  ],
  ['no base', { hasBase: false }, 'medium', ['never-synced']],
  ['a merge', { incoming: [{ path: ['language'], before: 'en', after: 'de' }] }, 'medium', ['merge']],
  [
    'a secret set',
    { outgoing: [], secrets: [{ path: key, action: 'set', source: fromFile }] },
    'medium',
    ['secret-set'],
  ],
  ['a deletion', changing('llm_system_prompt', 'x', undefined), 'medium', ['deletion']],
  ['another provider', changing('assistant_provider', 'vapi', 'retell'), 'medium', ['routing']],
  ['another id', changing('assistant_id', 'asst_0000000001', 'asst_0000000002'), 'medium', ['routing']],
  ['another number', changing('contact_number', '+14155550123', '+14155550124'), 'medium', ['routing']],
  [
    'another number in a list',
    { outgoing: [{ path: ['outbound_numbers'], before: ['+14155550145'], after: ['+14155550146'] }] },
    'medium',
    ['routing'],
  ],
  [
    'another address',
    changing('websocket_url', 'wss://a.example.com', 'wss://b.example.com'),
    'medium',
    ['routing'],
  ],
  [
    'a setting of the provider',
    { outgoing: [{ path: ['agentforce_data', 'agent_id'], before: 'a', after: 'b' }] },
    'medium',
    ['routing'],
  ],
  ['a prompt', changing('description', 'a', 'b'), 'low', []],
  [
    'a prompt that the platform rewrites',
    { ...changing('description', 'a', 'b'), target: { auto_sync_prompt_enabled: true } },
    'medium',
    ['overwritten-by-cekura'],
  ],
  ['a secret cleared', { outgoing: [], secrets: [{ path: key, action: 'clear' }] }, 'high', ['secret-clear']],
  [
    'a secret at stake',
    { secrets: [{ path: key, action: 'keep', guarantee: 'unproven' }] },
    'high',
    ['unproven-secret'],
  ],
  ['a remote change overwritten', { overrides: true }, 'high', ['overwrite']],
];

describe('the risk of a push', () => {
  for (const [name, part, risk, reasons] of table) {
    it(`${name}: ${risk}`, () =>
      assert.deepEqual(assessRisk(agentSchema, { ...plain, ...part }), { risk, reasons }));
  }
});
