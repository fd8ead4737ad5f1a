import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePullOutcome, describePushOutcome, describeUndoOutcome } from '#sync/messages/describe';
import { describeBlock } from '#sync/messages/describeBlock';
import { describeCreation, describePull, describePush } from '#sync/messages/describeQuestion';
import type { PullOutcome, PushOutcome } from '#sync/outcomes';
import type { BlockCause, PullPlan, PushPlan, RiskReason } from '#sync/model';

const link = { origin: 'https://api.example.com', id: '12' };
const reference = { source: 'env', name: 'VAPI_KEY' } as const;
const conflict = { path: ['language'], base: 'en', local: 'de', remote: 'fr' };
const plan: PushPlan = {
  kind: 'push',
  link,
  agentName: 'Front Desk',
  method: 'put',
  target: {},
  incomingChanges: [],
  risk: 'high',
  omittedCredentials: [],
  body: { vapi_api_key: 'FAKE-do-not-use' },
  changes: [
    { path: ['language'], before: 'en', after: 'de' },
    { path: ['contact_number'], before: '+14155550123', after: '' },
  ],
  secrets: [
    { path: ['vapi_api_key'], action: 'set', source: { kind: 'reference', reference } },
    { path: ['retell_api_key'], action: 'clear' },
    { path: ['livekit_data', 'api_secret'], action: 'keep', guarantee: 'unproven' },
  ],
  unprovenSecrets: ['/livekit_data/api_secret'],
  secretsAtRisk: ['/livekit_data/api_secret'],
  enterableSecrets: ['/livekit_data/api_secret'],
  overriddenProperties: ['/llm_model'],
  clearedProperties: ['/contact_number'],
  routingChanges: ['/contact_number'],
  overwrittenByCekura: ['/description'],
  reasons: ['secret-clear', 'overwrite', 'unproven-secret', 'never-synced', 'secret-set', 'deletion'],
  basedOn: { text: '{}', remote: {}, lastSent: new Map() },
};
const pullPlan: PullPlan = {
  kind: 'pull',
  link,
  agentName: 'Front Desk',
  edits: [],
  text: '',
  showFirst: true,
  changes: [{ path: ['language'], before: 'en', after: 'de' }],
  conflicts: [conflict],
  replacedProperties: ['/language'],
  missingProperties: ['/llm_model'],
  omittedCredentials: [],
  removedProperties: ['/topic_nodes/a'],
  omittedSecrets: ['/sip_auth/password'],
  nextBaseline: { file: {}, remote: {} },
  basedOn: { text: '{}', remote: {}, baseline: undefined, references: [] },
};
const say = () => 'api.example.com has a fault of its own.';

describe('the question before a push', () => {
  const question = describePush(plan);

  it('counts properties and secrets, and names the agent', () =>
    assert.deepEqual([question.title, question.action], ['Push 4 changes to Front Desk?', 'Push 4 Changes']));

  it('names each consequence', () =>
    assert.deepEqual(question.details, [
      'Permanently clears secrets: retell_api_key.',
      'Overwrites remote changes: llm_model.',
      'May be cleared on Cekura: livekit_data.api_secret.',
      'Not synced on this machine yet. Values in the file overwrite those on Cekura; others are kept.',
      'Sets secrets: vapi_api_key from ${env:VAPI_KEY}.',
      'Clears: contact_number.',
    ]));

  it('has a sentence for each reason', () => {
    const reasons: RiskReason[] = [
      ...(['never-synced', 'merge', 'secret-set', 'deletion', 'routing'] as const),
      ...(['overwritten-by-cekura', 'secret-clear', 'overwrite', 'unproven-secret'] as const),
    ];
    for (const reason of reasons)
      assert.equal(describePush({ ...plan, reasons: [reason] }).details.length, 1, reason);
  });

  it('of a creation has the target and the secrets that are sent', () =>
    assert.deepEqual(
      describeCreation({
        agentName: 'Front Desk',
        body: {},
        display: { project: 3 },
        secrets: [{ path: ['vapi_api_key'], action: 'set', source: { kind: 'reference', reference } }],
      }),
      ['Project ID: 3.', 'Sets secrets: vapi_api_key from ${env:VAPI_KEY}.'],
    ));

  it('of a pull has what is replaced in a file that was never synced, and what is excluded', () =>
    assert.deepEqual(describePull(pullPlan).details, [
      'Removes from the file: topic_nodes.a.',
      'Not synced on this machine yet. Overwrites in the file: language.',
      'Not written to the file: credentials in sip_auth.password.',
      'Not returned by Cekura, kept in the file: llm_model.',
    ]));
});

describe('messages', () => {
  const failure = { kind: 'serverError', status: 503 } as const;
  const causes: BlockCause[] = [
    { kind: 'unreadable', offset: 3 } as const,
    { kind: 'unlinked' } as const,
    { kind: 'bad-id' } as const,
    ...(['placeholder', 'mask', 'empty-secret', 'invalid-reference'] as const).map((kind) => ({
      kind,
      pointer: '/livekit_data/api_secret',
    })),
    ...(['missing-reference', 'unapproved-reference'] as const).map((kind) => ({
      kind,
      pointer: '/vapi_api_key',
      reference,
    })),
    { kind: 'conflict', pointer: '/language', conflict },
  ];
  const pushes: PushOutcome[] = [
    ...[0, 2].map((incomingCount): PushOutcome => ({
      kind: 'in-sync',
      agentName: 'Front Desk',
      incomingCount,
      missingProperties: [],
    })),
    { kind: 'in-sync', agentName: 'Front Desk', incomingCount: 0, missingProperties: ['/language'] },
    { kind: 'nothing-to-undo' },
    ...[true, false].map((mergeFailed): PushOutcome => ({ kind: 'pushed', plan, mergeFailed })),
    {
      kind: 'verification-failed',
      plan,
      discrepancy: { mismatches: ['/language'], lostSecrets: ['/vapi_api_key'] },
    },
    ...(['unverified', 'unknown', 'not-applied'] as const).map((kind) => ({ kind, plan, failure })),
    { kind: 'blocked', causes },
    ...(['file', 'agent'] as const).map((changed): PushOutcome => ({ kind: 'stale', changed })),
    { kind: 'rejected', rejections: [{ path: ['language'], text: 'Not a valid choice.' }] },
    { kind: 'failed', failure },
    { kind: 'canceled' },
  ];
  const pulls: PullOutcome[] = [
    ...[[], [conflict]].map((open): PullOutcome => ({
      kind: 'nothing-to-pull',
      agentName: 'Front Desk',
      conflicts: open,
      missingProperties: [],
      omittedCredentials: [],
    })),
    {
      kind: 'nothing-to-pull',
      agentName: 'Front Desk',
      conflicts: [],
      missingProperties: ['/a'],
      omittedCredentials: ['/b'],
    },
    { kind: 'pulled', plan: { ...pullPlan, conflicts: [], omittedSecrets: [] } },
    { kind: 'pulled', plan: { ...pullPlan, conflicts: [], missingProperties: [] } },
    { kind: 'pulled', plan: { ...pullPlan, omittedSecrets: [], missingProperties: [] } },
    { kind: 'blocked', causes: [{ kind: 'unlinked' }] },
    { kind: 'stale', changed: 'file' },
    { kind: 'failed', failure },
    { kind: 'canceled' },
  ];
  const texts = [
    ...causes.map(describeBlock),
    ...pushes.map((outcome) => describePushOutcome(outcome, say).text),
    ...pushes.map((outcome) => describeUndoOutcome(outcome, say).text),
    ...pulls.map((outcome) => describePullOutcome(outcome, say).text),
    ...describePush(plan).details,
  ];

  it('are short, end with a period, differ by case, and contain no secret', () => {
    for (const text of texts) {
      assert.ok(text.length <= 120, `${text.length}: ${text}`);
      assert.match(text, /[.?)]$/);
      assert.doesNotMatch(text, /FAKE|undefined|\[object/);
    }
    const pushTexts = pushes.map((outcome) => describePushOutcome(outcome, say).text);
    assert.equal(new Set(pushTexts).size, pushTexts.length);
  });

  it('about a rollback contain that secrets are not rolled back, and why the server rejects it', () => {
    const ofUndo = (outcome: PushOutcome) => describeUndoOutcome(outcome, say).text;
    assert.match(
      ofUndo({ kind: 'in-sync', agentName: 'Front Desk', incomingCount: 0, missingProperties: [] }),
      /^Nothing to roll back/,
    );
    const rejections = [{ path: ['language'], text: 'Not a valid choice.' }];
    assert.match(
      ofUndo({ kind: 'rejected', rejections }),
      /^Nothing was rolled back.* language: Not a valid choice\.$/,
    );
  });

  it('name a lost secret as an error', () => {
    const outcome = pushes.find(({ kind }) => kind === 'verification-failed');
    assert.ok(outcome);
    const { level, text } = describePushOutcome(outcome, say);
    assert.equal(level, 'error');
    assert.match(text, /vapi_api_key is not stored\. Re-enter it\./);
  });

  it('use the plural for several', () => {
    const discrepancy = { mismatches: ['/language', '/inbound'], lostSecrets: ['/a', '/b'] };
    const { text } = describePushOutcome({ kind: 'verification-failed', plan, discrepancy }, say);
    assert.match(text, /a, b are not stored\. Re-enter them\. language, inbound differ from what was sent\./);
  });
});
