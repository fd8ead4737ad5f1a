import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SecretNames } from '#server/workspace/secretNames';

const noConnection = { sendRequest: () => Promise.reject(new Error('unexpected request')) };

function referencesIn(environment: Readonly<Record<string, string>> | undefined): SecretNames {
  return new SecretNames(noConnection, { secretNames: false }, environment);
}

describe('suggested references to the environment', () => {
  it('are the variables whose names look like a secret', async () => {
    const environment = { VAPI_API_KEY: 'FAKE-a', HOME: '/home/ada', DB_PASSWORD: 'FAKE-b' };
    const { env } = await referencesIn(environment).suggested();
    assert.deepEqual(env, ['DB_PASSWORD', 'VAPI_API_KEY']);
  });

  it('exclude folder variables of a shell', async () => {
    const { env } = await referencesIn({ PWD: '/work', OLDPWD: '/', FTP_PWD: 'FAKE-c' }).suggested();
    assert.deepEqual(env, ['FTP_PWD']);
  });

  it('are empty without an environment', async () => {
    assert.deepEqual((await referencesIn(undefined).suggested()).env, []);
  });
});
