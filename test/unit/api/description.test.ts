import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Downloaded, descriptionSource, downloadDescription } from '#api/description';
import { descriptionText } from '#support/openApi';
import { type Respond, type Stub, startStub } from './server';

const stubs: Stub[] = [];
after(() => Promise.all(stubs.map((stub) => stub.close())));

async function download(respond: Respond, timeoutMs = 5000): Promise<{ result: Downloaded; stub: Stub }> {
  const stub = await startStub(respond);
  stubs.push(stub);
  const limits = { timeoutMs, maxBytes: 16 * 1024 * 1024 };
  const url = new URL('/openapi.json', stub.origin);
  const result = await downloadDescription((to, init) => fetch(to, init), url, undefined, limits);
  return { result, stub };
}

describe('downloading an API description', () => {
  it('is one GET without a key, a cookie, or anything else that identifies the user', async () => {
    const { result, stub } = await download((response) => response.end(descriptionText));
    assert.deepEqual(result, { ok: true, text: descriptionText });
    assert.deepEqual(
      stub.seen.map(({ method, url }) => `${method} ${url}`),
      ['GET /openapi.json'],
    );
    const sent = Object.keys(stub.seen[0]!.headers);
    assert.deepEqual(
      sent.filter((name) => /key|auth|cookie|cekura/i.test(name)),
      [],
    );
  });

  it('does not follow a redirect', async () => {
    const { result, stub } = await download((response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    assert.ok(!result.ok);
    assert.match(
      result.reason,
      /^Redirects are not followed, but 127\.0\.0\.1:\d+ returned one\. Check agentJson\.schema\.openApiUrl\.$/,
    );
    assert.equal(stub.seen.length, 1);
  });

  it('stops at 16 MB', async () => {
    const { result } = await download((response) => response.end(Buffer.alloc(20 * 1024 * 1024, ' ')));
    assert.ok(!result.ok);
    assert.match(result.reason, /larger than 16 MB.*agentJson\.schema\.openApiUrl/);
  });

  it('times out, even in the middle of the text', async () => {
    const { result } = await download((response) => void response.write('{"openapi":'), 200);
    assert.ok(!result.ok);
    assert.match(result.reason, /timed out/);
  });

  it('reports a missing description', async () => {
    const { result } = await download((response) => response.writeHead(404).end('{}'));
    assert.ok(!result.ok);
    assert.match(result.reason, /^The API description was not found on 127/);
  });

  it('can be canceled', async () => {
    const stub = await startStub(() => undefined);
    stubs.push(stub);
    const cancellation = AbortSignal.timeout(50);
    const result = await downloadDescription(
      (to, init) => fetch(to, init),
      new URL(stub.origin),
      cancellation,
    );
    assert.ok(!result.ok);
    assert.equal(result.failure.kind, 'canceled');
  });
});

describe('the source of the description', () => {
  for (const [text, kind] of [
    ['https://docs.cekura.ai/openapi.json', 'url'],
    ['http://127.0.0.1:8080/openapi.json', 'url'],
    ['/home/me/openapi.json', 'file'],
    ['C:\\api\\openapi.json', 'file'],
    ['http://docs.cekura.ai/openapi.json', 'invalid'],
    ['https://me:secret@docs.cekura.ai/', 'invalid'],
    ['https://', 'invalid'],
    ['ftp://docs.cekura.ai/openapi.json', 'invalid'],
  ] as const) {
    it(`${text}: ${kind}`, () => assert.equal(descriptionSource(text).kind, kind));
  }
});
