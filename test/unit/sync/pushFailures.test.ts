import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePushOutcome } from '#sync/messages/describe';
import type { ApiFailure } from '#sync/ports';
import { type RemoteModes } from '#support/sync/fakeRemote';
import { SyncFixture, outcomeKind, allRetained } from '#support/sync/syncFixture';
import { agent, small } from './pushedAgents';

describe('a push whose write was sent', () => {
  const failing = () => Promise.reject(new Error('EROFS'));

  it('is reported as pushed if the file can not be changed, and the remote change stays a change to pull', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent, retention: allRetained });
    fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
    fixture.remote.edit((stored) => ({ ...stored, language: 'de' }));
    const write = fixture.files.write.bind(fixture.files);
    fixture.expectsFailures = true;
    fixture.files.write = failing;
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'pushed' && outcome.mergeFailed);
    fixture.files.write = write;
    assert.equal((await fixture.pull()).kind, 'pulled');
    assert.equal(fixture.file['language'], 'de');
    assert.equal(fixture.file['llm_temperature'], 0.9);
  });

  it('is reported and verified if the secrets that were sent can not be recorded', async () => {
    const file = { ...small, assistant_provider: 'vapi', vapi_api_key: '${env:VAPI_KEY}' };
    const references = { '${env:VAPI_KEY}': 'FAKE-new-do-not-use' };
    const fixture = await SyncFixture.synced({ file, agent: small, references });
    fixture.expectsFailures = true;
    fixture.ports.secrets.recordSent = failing;
    fixture.ports.retention.put = failing;
    assert.equal((await fixture.push()).kind, 'pushed');
    assert.equal(fixture.baseline?.remote['assistant_provider'], 'vapi');
    assert.match(fixture.lines.join('\n'), /Could not record the secrets/);
  });
});

describe('a request that fails', () => {
  const table: [ApiFailure, string][] = [
    [{ kind: 'unauthorized' }, 'failed'],
    [{ kind: 'forbidden' }, 'failed'],
    [{ kind: 'notFound' }, 'failed'],
    [{ kind: 'rateLimited', retryAfter: 1000 }, 'failed'],
    [{ kind: 'unreachable', reason: 'ENOTFOUND' }, 'failed'],
    [{ kind: 'redirected', status: 302 }, 'failed'],
    [{ kind: 'timedOut', sent: false }, 'failed'],
    [{ kind: 'canceled', sent: false }, 'canceled'],
    [{ kind: 'canceled', sent: true }, 'not-applied'],
    [{ kind: 'timedOut', sent: true }, 'not-applied'],
    [{ kind: 'serverError', status: 500 }, 'not-applied'],
    [{ kind: 'unexpected', reason: 'HTML', sent: true }, 'not-applied'],
    [{ kind: 'rejected', body: { language: ['No.'] } }, 'rejected'],
  ];
  for (const [failure, kind] of table) {
    it(`by ${failure.kind}${'sent' in failure && failure.sent ? ' after sending' : ''} ends as ${kind}`, async () => {
      const fixture = await SyncFixture.synced({ file: agent, agent });
      fixture.edit((file) => ({ ...file, language: 'de' }));
      const before = fixture.text;
      fixture.remote.fault = { failure, applied: false };
      assert.equal(outcomeKind(await fixture.push()), kind);
      assert.deepEqual([fixture.remote.writes.length, fixture.text], [1, before]);
      assert.equal(outcomeKind(await fixture.push()), 'pushed', 'the next push sends the values again');
    });
  }
});

describe('a write without a response', () => {
  const timedOut = { kind: 'timedOut', sent: true } as const;
  const cases: [string, boolean, string][] = [
    ['that happened counts as pushed', true, 'pushed'],
    ['that did not happen is reported so', false, 'not-applied'],
  ];
  for (const [name, applied, expected] of cases) {
    it(`${name}, and is never repeated`, async () => {
      const fixture = await SyncFixture.synced({ file: agent, agent });
      fixture.edit((file) => ({ ...file, language: 'de' }));
      fixture.remote.fault = { failure: timedOut, applied };
      assert.equal(outcomeKind(await fixture.push()), expected);
      assert.equal(fixture.remote.writes.length, 1);
    });
  }

  it('is unknown if only a part was applied, and names a secret that it cleared', async () => {
    const modes: RemoteModes = { put: 'clear', nested: 'merge', clearText: true };
    const fixture = await SyncFixture.synced({
      file: agent,
      agent: { ...agent, vapi_api_key: 'FAKE-a' },
      modes,
    });
    fixture.edit((file) => ({ ...file, language: 'de', llm_temperature: 0.9 }));
    fixture.remote.rewrite = (body) => ({ ...body, language: 'en' });
    fixture.remote.fault = { failure: timedOut, applied: true };
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'unknown');
    assert.deepEqual(outcome.lostSecrets, ['/vapi_api_key']);
    assert.match(describePushOutcome(outcome, () => '').text, /vapi_api_key is not stored\. Re-enter it\.$/);
  });

  it('is unknown if a part was applied, and names no secret that was not stored before', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de', vapi_api_key: 'FAKE-a', llm_temperature: 0.9 }));
    fixture.remote.rewrite = (body) => ({ ...body, vapi_api_key: null, language: 'en' });
    fixture.remote.fault = { failure: timedOut, applied: true };
    const outcome = await fixture.push();
    assert.ok(outcome.kind === 'unknown');
    assert.deepEqual(outcome.lostSecrets, []);
  });

  it('is unknown if reading fails, too', async () => {
    const fixture = await SyncFixture.synced({ file: agent, agent });
    fixture.edit((file) => ({ ...file, language: 'de' }));
    fixture.remote.fault = { failure: timedOut, applied: true };
    fixture.remote.readFaults.push(undefined, undefined, { kind: 'serverError', status: 503 });
    assert.equal(outcomeKind(await fixture.push()), 'unknown');
    assert.equal(fixture.remote.writes.length, 1);
  });
});
