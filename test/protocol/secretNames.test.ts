import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SecretNames } from '#server/workspace/secretNames';

const noConnection = { sendRequest: () => Promise.reject(new Error('not asked')) };

function referencesIn(environment: Readonly<Record<string, string>> | undefined): SecretNames {
  return new SecretNames(noConnection, { secretNames: false }, environment);
}

describe('references worth suggesting', () => {
  it('are those variables of the environment that sound like a secret, by name', async () => {
    const environment = { VAPI_API_KEY: 'FAKE-a', HOME: '/home/ada', DB_PASSWORD: 'FAKE-b' };
    const { env } = await referencesIn(environment).suggested();
    assert.deepEqual(env, ['DB_PASSWORD', 'VAPI_API_KEY']);
  });

  it('are not the folders of a shell', async () => {
    const { env } = await referencesIn({ PWD: '/work', OLDPWD: '/', FTP_PWD: 'FAKE-c' }).suggested();
    assert.deepEqual(env, ['FTP_PWD']);
  });

  it('are none where there is no environment', async () => {
    assert.deepEqual((await referencesIn(undefined).suggested()).env, []);
  });
});
