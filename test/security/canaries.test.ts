import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { failureSentence } from '#api/failures';
import { describePullOutcome, describePushOutcome } from '#sync/messages/describe';
import { describePush } from '#sync/messages/describeQuestion';
import { pushDiff } from '#sync/messages/renderDiff';
import { setIn } from '#sync/content/paths';
import type { PullPlan, PushPlan } from '#sync/model';
import { type Json, type Path, valueAt } from '#language/syntax/json';
import type { PropertySchema } from '#language/schema/schema';
import { baselineText } from '#sync/baselineText';
import type { Fault } from '#sandbox/faults';
import { type Sandbox, startSandbox } from '#sandbox/server';
import { formsOf } from '#scripts/testing/secretEncodings.mjs';
import { SyncFixture, agentSchema } from '#support/sync/syncFixture';

/** One for each location of secrets. The quote and the é detect leaks in escaped form. */
const canary = (place: string) => `FAKE-${place}-"é-do-not-use`;
const places = ['key', 'env', 'secret', 'literal', 'header', 'password', 'stored-top', 'stored-deep'].map(
  canary,
);

function assertNoCanary(text: string, location: string): void {
  for (const place of places)
    for (const form of formsOf(place))
      assert.ok(!text.includes(form), `${location} contains ${place}: ${text}`);
}

const file = {
  id: 1,
  agent_name: 'Ada',
  description: 'Books tables.',
  inbound: true,
  assistant_provider: 'livekit',
  livekit_api_key: '${env:LIVEKIT}',
  livekit_data: { url: 'wss://b.example', api_secret: '${secret:DEEP}' },
  retell_api_key: canary('literal'),
  websocket_headers: { Authorization: `Bearer ${canary('header')}` },
  sip_auth: { username: 'ada', password: canary('password') },
};

describe('planted secrets', () => {
  let sandbox: Sandbox;
  const messages: string[] = [];
  const formatFailure = (failure: Parameters<typeof failureSentence>[0]) =>
    failureSentence(failure, 'api.example');
  before(async () => {
    const stored = {
      vapi_api_key: canary('stored-top'),
      livekit_data: { api_secret: canary('stored-deep') },
    };
    sandbox = await startSandbox({
      key: 'FAKE-sandbox-key-do-not-use',
      seed: [{ ...file, ...stored, llm_model: 'gpt-4o' }],
    });
  });
  after(() => sandbox.close());

  async function pushAndPull(clearText: 'on' | 'off', fault?: Fault): Promise<SyncFixture> {
    sandbox.reset();
    sandbox.set({ clearText });
    const read = readAddress(sandbox.origin);
    assert.ok(read.ok);
    const api = new AgentApi({ address: read.address, fetch, key: () => Promise.resolve(sandbox.key) });
    const references = { '${env:LIVEKIT}': canary('env'), '${secret:DEEP}': canary('secret') };
    const fixture = new SyncFixture({ file, agent: {}, agents: api, references });
    if (fault) sandbox.fault(fault);
    messages.push(
      describePushOutcome(await fixture.push(), formatFailure).text,
      describePullOutcome(await fixture.pull(), formatFailure).text,
    );
    fixture.edit((agent) => ({ ...agent, retell_api_key: null, language: 'de' }));
    messages.push(describePushOutcome(await fixture.push(), formatFailure).text);
    return fixture;
  }

  for (const clearText of ['on', 'off'] as const)
    for (const fault of [
      undefined,
      { kind: 'status', status: 400, method: 'PUT', body: { sip_auth: [canary('password')] } } as const,
    ])
      it(`don't appear in questions, diffs, messages, log and baseline (clear text ${clearText}, ${fault ? 'with' : 'without'} a rejection)`, async () => {
        const fixture = await pushAndPull(clearText, fault);
        assert.ok(fixture.shownPlans.length > 0 && messages.length > 0 && fixture.lines.length > 0);
        assertNoCanary(fixture.lines.join('\n'), 'the log');
        assertNoCanary(messages.join('\n'), 'a message');
        if (fixture.baseline) assertNoCanary(baselineText(fixture.baseline), 'the base');
        for (const plan of fixture.shownPlans.filter((plan): plan is PushPlan => isPush(plan))) {
          const { before: left, after: right } = pushDiff(agentSchema, plan);
          assertNoCanary(`${left}\n${right}`, 'a difference');
          assertNoCanary(JSON.stringify(describePush(plan)), 'a question');
        }
      });

  it('are sent where they belong', () => {
    assert.ok(
      formsOf(canary('env')).some((form) => sandbox.requests.some(({ body }) => body.includes(form))),
    );
    assert.ok(JSON.stringify(sandbox.agents).includes('FAKE-env-'));
  });
});

/** Pointers of all secret properties of the schema. */
function secretsOf(property: PropertySchema, path: Path = []): Path[] {
  return [...property.properties.values()].flatMap((child) => {
    const place = [...path, child.name];
    return child.secret ? [place] : secretsOf(child, place);
  });
}

describe('a secret in each secret property: as text, by reference, cleared, restored', () => {
  const least = { id: 1, agent_name: 'Ada', description: 'Books tables.', inbound: true };
  for (const path of secretsOf(agentSchema.root))
    it(`${path.join('.')} is sent, and appears nowhere else`, async () => {
      const [stored, literal, referred] = ['stored', 'literal', 'referred'].map(canary) as [
        string,
        string,
        string,
      ];
      const withSecret = (value: Json) => setIn(least, path, value);
      const fixture = new SyncFixture({
        file: withSecret(literal),
        agent: withSecret(stored),
        references: { '${secret:CANARY}': referred },
      });
      const atCekura = () => valueAt(fixture.remote.stored, path);
      assert.equal((await fixture.push()).kind, 'pushed');
      assert.equal(atCekura(), literal);
      await fixture.pull();
      fixture.edit((agent) => setIn(agent, path, '${secret:CANARY}'));
      await fixture.push();
      assert.equal(atCekura(), referred);
      fixture.edit((agent) => setIn(agent, path, null));
      await fixture.push();
      assert.notEqual(atCekura(), referred);
      await fixture.undo();
      await fixture.pull();
      assertNoCanary(fixture.lines.join('\n'), 'the log');
    });
});

function isPush(plan: PushPlan | PullPlan): plan is PushPlan {
  return 'method' in plan;
}
