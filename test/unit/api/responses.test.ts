import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiFailure } from '#sync/ports';
import { agent, answer, apiAt, stubFor, failureOfGet } from './server';

describe('a status code', () => {
  const statuses: readonly (readonly [number, ApiFailure])[] = [
    [401, { kind: 'unauthorized' }],
    [403, { kind: 'forbidden' }],
    [404, { kind: 'notFound' }],
    [400, { kind: 'rejected', body: { detail: 'x' } }],
    [422, { kind: 'rejected', body: { detail: 'x' } }],
    [409, { kind: 'unexpected', reason: 'HTTP 409', sent: false }],
    [301, { kind: 'redirected', status: 301 }],
  ];
  for (const [status, failure] of statuses) {
    it(`${status} is ${failure.kind}`, async (test) => {
      assert.deepEqual(
        await failureOfGet(test, (response) => answer(response, status, { detail: 'x' })),
        failure,
      );
    });
  }

  it('400 with a body that is not JSON keeps the body', async (test) => {
    const failure = await failureOfGet(test, (response) => answer(response, 400, '<h1>Bad Request</h1>'));
    assert.deepEqual(failure, { kind: 'rejected', body: '<h1>Bad Request</h1>' });
  });
});

describe('a response that is not an agent is unexpected', () => {
  const answers: Readonly<Record<string, string>> = {
    'an HTML page': '<!doctype html><title>Sign in</title>',
    'empty response': '',
    'invalid JSON': '{"id": 2101, "agent_name": "Har',
    'not an agent': '[]',
    'a different agent': '{"id": 2102, "agent_name": "B"}',
  };
  for (const [reason, body] of Object.entries(answers)) {
    it(reason, async (test) => {
      const failure = await failureOfGet(test, (response) => answer(response, 200, body));
      assert.deepEqual(failure, { kind: 'unexpected', reason, sent: true });
    });
  }

  it('properties of the wrong type', async (test) => {
    const failure = await failureOfGet(test, (response) =>
      answer(response, 200, { id: 2101, agent_name: 7 }),
    );
    assert.equal(failure.kind, 'unexpected');
  });

  it('a body above the limit, whose rest is not read', async (test) => {
    const failure = await failureOfGet(test, (response) =>
      answer(response, 200, `{"description":"${'x'.repeat(2 * 1024 * 1024)}"}`),
    );
    assert.deepEqual(failure, { kind: 'unexpected', reason: 'larger than 1 MB', sent: true });
  });
});

describe('redirects', () => {
  for (const status of [301, 302, 307, 308]) {
    it(`${status} is an error, and the other server gets no request`, async (test) => {
      const other = await stubFor(test, (response) => answer(response, 200, agent));
      const stub = await stubFor(test, (response) =>
        answer(response, status, '', { location: `${other.origin}/test_framework/v1/aiagents/2101/` }),
      );
      const api = apiAt(stub.origin);
      const redirected = { ok: false, failure: { kind: 'redirected', status } };
      assert.deepEqual(await api.get('2101'), redirected);
      assert.deepEqual(await api.put('2101', { agent_name: 'A' }), redirected);
      assert.equal(other.seen.length, 0);
    });
  }
});
