import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LeakDetector, environmentCanary } from '#support/leakDetector';

const secret = 'FAKE-key-of-a-desk-do-not-use';

function overheard(...said: string[]): string[] {
  const ear = new LeakDetector();
  ear.watchSecretsOf(JSON.stringify({ assistant_provider: 'vapi', vapi_api_key: secret }));
  for (const part of said) ear.hear(Buffer.from(part));
  return ear.withLeakDetection;
}

describe('leak detection in a server', () => {
  it('reports nothing without a secret', () =>
    assert.deepEqual(overheard('{"label": "vapi_api_key", "detail": "••••"}'), []));
  it('reports a secret of an open file', () => assert.equal(overheard(`log: ${secret}`).length > 0, true));
  it('reports one in two chunks', () =>
    assert.equal(overheard(`log: ${secret.slice(0, 9)}`, secret.slice(9)).length > 0, true));
  it('reports one in base64', () =>
    assert.equal(overheard(Buffer.from(`key=${secret};`).toString('base64')).length > 0, true));
  it('reports one of the environment', () =>
    assert.equal(overheard(`CANARY=${environmentCanary}`).length > 0, true));
});
