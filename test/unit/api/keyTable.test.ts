import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { AgentApi } from '#api/agentApi';
import { readAddress } from '#api/baseUrl';
import { explainFailure, explainMissingKey, explainWrongProject } from '#api/keyFailures';
import { checkKey } from '#api/projects';
import { numberFromText } from '#language/syntax/json';
import type { ApiResult } from '#sync/ports';
import { type KeyRecord, chooseKey, defaultSlot, newRecord } from '#sync/projects/keys';

const host = '127.0.0.1:PORT';
const verified = '2026-01-01T00:00:00.000Z';

const keys = {
  default: 'sandbox-key',
  'project A': 'sandbox-staging-key',
  'project B': 'sandbox-production-key',
  'read-only': 'sandbox-readonly-key',
  revoked: 'sandbox-revoked-key',
  none: undefined,
} as const;

/** Agent files in one project each; the last one is in project A without naming it. */
const files = {
  'project A': { id: '2113', project: { id: '1377', name: 'Acme Staging', configured: [] } },
  'project B': { id: '2114', project: { id: '1378', name: 'Acme Production', configured: [] } },
  none: { id: '2113', project: undefined },
} as const;

const operations = ['push', 'pull', 'compare', 'create', 'list'] as const;
type Operation = (typeof operations)[number];
type Key = keyof typeof keys;
type File = keyof typeof files;

const wrongKey = (key: string, file: string) =>
  `This API key is for project "${key}", but the file belongs to project "${file}".`;
const notFoundForKey = `Agent not found on ${host}: this API key is for project "Acme Production", and the file doesn't specify a project. Set a key for the agent's project, or check the file's "id".`;
const readOnlyKey = `The API key for ${host} is read-only: it can pull, but not push. Set a key with write access.`;
const revokedKey = `The API key for ${host} is invalid or was revoked. Set a valid key.`;
const noKey = `No API key is set for ${host}. Set one first.`;

const all = (sentence: string): Record<Operation, string> => ({
  push: sentence,
  pull: sentence,
  compare: sentence,
  create: sentence,
  list: sentence,
});
const ok = all('');
const wrong = (key: string, file: string) => all(wrongKey(key, file));
const readOnly = { ...ok, push: readOnlyKey, create: readOnlyKey };

const expected: Record<Key, Record<File, Record<Operation, string>>> = {
  default: { 'project A': ok, 'project B': ok, none: ok },
  'project A': { 'project A': ok, 'project B': wrong('Acme Staging', 'Acme Production'), none: ok },
  'project B': {
    'project A': wrong('Acme Production', 'Acme Staging'),
    'project B': ok,
    // If the file has no project, the agent is created in the project of the key.
    none: { ...all(notFoundForKey), create: '', list: '' },
  },
  'read-only': { 'project A': readOnly, 'project B': readOnly, none: readOnly },
  revoked: { 'project A': all(revokedKey), 'project B': all(revokedKey), none: all(revokedKey) },
  none: { 'project A': all(noKey), 'project B': all(noKey), none: all(noKey) },
};

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

function apiWith(key: string): AgentApi {
  const read = readAddress(sandbox.origin);
  assert.ok(read.ok);
  return new AgentApi({
    address: read.address,
    fetch: (url, init) => fetch(url, init),
    key: () => Promise.resolve(key),
  });
}

/** The metadata of a key that was verified when it was set; revoked keys were organization keys. */
async function setKey(key: string): Promise<KeyRecord> {
  const check = await checkKey(apiWith(key));
  return newRecord(key, check.kind === 'accepted' ? check.projects : [], verified);
}

/** The requests of a command; the last one is its write. */
async function request(api: AgentApi, operation: Operation, file: File, record: KeyRecord) {
  const { id, project } = files[file];
  switch (operation) {
    case 'push': {
      const current = await api.get(id);
      return current.ok ? api.patch(id, { language: 'fi' }) : current;
    }
    case 'pull':
    case 'compare':
      return api.get(id);
    case 'create': {
      const [first] = record.projects;
      return api.create({
        agent_name: 'New',
        description: 'New',
        inbound: true,
        project: numberFromText(project?.id ?? first?.id ?? '1377'),
      });
    }
    case 'list':
      return api.list(project ? { project: project.id } : {}, undefined);
  }
}

async function sentenceFor(key: Key, file: File, operation: Operation): Promise<string> {
  const text = keys[key];
  const records = text === undefined ? [] : [await setKey(text)];
  const { project } = files[file];
  const choice = chooseKey(records, { project: project?.id, selected: undefined });
  if (choice.kind !== 'key' || text === undefined) {
    assert.ok(choice.kind !== 'key');
    return explainMissingKey(choice, host, project);
  }
  // An empty list or an error in the request body would not be attributed to the key, so these two are checked first.
  const checkedBefore = operation === 'create' || operation === 'list';
  const wrongProject = checkedBefore ? explainWrongProject(choice.record, project) : undefined;
  if (wrongProject !== undefined) return wrongProject;
  const answer: ApiResult<unknown> = await request(apiWith(text), operation, file, choice.record);
  if (answer.ok) return '';
  return explainFailure({ failure: answer.failure, host, key: choice.record, project }).text;
}

describe('a key, a file and a command', () => {
  for (const key of Object.keys(expected) as Key[])
    for (const file of Object.keys(files) as File[])
      for (const operation of operations)
        it(`key ${key}, file of ${file}, ${operation}: ${expected[key][file][operation] || 'succeeds'}`, async () => {
          for (const otherProject of ['not-found', 'forbidden'] as const) {
            sandbox.set({ otherProject });
            assert.equal(await sentenceFor(key, file, operation), expected[key][file][operation]);
          }
        });
});

describe('a key that may not list projects', () => {
  it('is the default key if it can list agents', async () => {
    for (const status of [403, 404]) {
      sandbox.fault({ kind: 'status', status, path: '/projects/' });
      const record = await setKey(keys['project A']);
      assert.deepEqual([record.slot, record.projects], [defaultSlot, []]);
    }
  });

  it('is rejected if it can list nothing', async () => {
    assert.deepEqual(await checkKey(apiWith(keys.revoked)), { kind: 'rejected' });
  });

  it('is unverified while the server fails', async () => {
    sandbox.fault({ kind: 'html', path: '/projects/' });
    assert.equal((await checkKey(apiWith(keys.default))).kind, 'unverified');
  });
});
