import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LeakDetector, environmentCanary } from '#support/leakDetector';

const secret = 'FAKE-key-of-a-desk-do-not-use';

function leaksIn(...chunks: string[]): string[] {
  const leakDetector = new LeakDetector();
  leakDetector.watchSecretsOf(JSON.stringify({ assistant_provider: 'vapi', vapi_api_key: secret }));
  for (const chunk of chunks) leakDetector.scan(Buffer.from(chunk));
  return leakDetector.leaks;
}

describe('leak detection in a server', () => {
  it('reports nothing without a secret', () =>
    assert.deepEqual(leaksIn('{"label": "vapi_api_key", "detail": "••••"}'), []));
  it('reports a secret of an open file', () => assert.equal(leaksIn(`log: ${secret}`).length > 0, true));
  it('reports one in two chunks', () =>
    assert.equal(leaksIn(`log: ${secret.slice(0, 9)}`, secret.slice(9)).length > 0, true));
  it('reports one in base64', () =>
    assert.equal(leaksIn(Buffer.from(`key=${secret};`).toString('base64')).length > 0, true));
  it('reports one of the environment', () =>
    assert.equal(leaksIn(`CANARY=${environmentCanary}`).length > 0, true));
});
