import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAddress, urlOnSameHost } from '#api/baseUrl';

function addressOf(text: string) {
  const read = readAddress(text);
  assert.ok(read.ok, text);
  return read.address;
}

describe('the base URL', () => {
  for (const [text, base] of [
    ['https://api.cekura.ai', 'https://api.cekura.ai'],
    ['  https://api.cekura.ai/  ', 'https://api.cekura.ai'],
    ['https://API.cekura.ai:443/', 'https://api.cekura.ai'],
    ['https://proxy.example.com/cekura/', 'https://proxy.example.com/cekura'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
  ] as const) {
    it(`accepts ${text}`, () => assert.equal(addressOf(text).base, base));
  }

  for (const text of [
    '',
    'api.cekura.ai',
    'http://api.cekura.ai',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'ftp://api.cekura.ai',
    'https://user:FAKE-password-do-not-use@api.cekura.ai',
    'https://api.cekura.ai/?key=1',
    'https://api.cekura.ai/#x',
  ]) {
    it(`rejects ${text || 'nothing'}, with a message that does not contain the text`, () => {
      const read = readAddress(text);
      assert.ok(!read.ok);
      assert.ok(read.reason.length <= 120, read.reason);
      assert.doesNotMatch(read.reason, /FAKE/);
    });
  }
});

describe('the URL of a next page', () => {
  const address = addressOf('https://api.cekura.ai');
  for (const [next, url] of [
    ['https://api.cekura.ai/a/?page=2', 'https://api.cekura.ai/a/?page=2'],
    ['/a/?page=2', 'https://api.cekura.ai/a/?page=2'],
    // A server behind a proxy that terminates TLS. The configured scheme is kept, so no request is unencrypted.
    ['http://api.cekura.ai/a/?page=2', 'https://api.cekura.ai/a/?page=2'],
    ['https://api.cekura.ai.example.com/a/', undefined],
    ['https://api.cekura.ai:8443/a/', undefined],
    ['//example.com/a/', undefined],
    ['https://api.cekura.ai@example.com/', undefined],
    ['http://[', undefined],
  ] as const) {
    it(`${next} → ${String(url)}`, () => assert.equal(urlOnSameHost(next, address), url));
  }
});
