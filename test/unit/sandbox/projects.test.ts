import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { isArray, isObject, parseJson, type Json, type JsonObject } from '#sandbox/json';
import { production, staging } from '#sandbox/projects';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { agentsPath, call, minimalAgent, type Answer } from './callApi';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const projects = '/user/v1/projects/';

/** Sends a request with another sandbox key, by its label. */
function callAs(label: string, method: string, path: string, body?: Json): Promise<Answer> {
  const key = sandbox.keys.find((candidate) => candidate.label === label)?.key ?? label;
  return call({ origin: sandbox.origin, key }, method, path, body);
}

async function listedAs(label: string, query = ''): Promise<readonly JsonObject[]> {
  const { body } = await callAs(label, 'GET', `${projects}${query}`);
  assert.ok(isArray(body));
  return body.filter(isObject);
}

const namesFor = async (label: string, query = '') => (await listedAs(label, query)).map(({ name }) => name);

const stagingAgent = `${agentsPath}2113/`;
const productionAgent = `${agentsPath}2114/`;

describe('the list of projects', () => {
  it('is a plain array of all projects for an organization key, a read-only one too', async () => {
    const all = ['Acme Development', 'Acme Staging', 'Acme Production'];
    assert.deepEqual(await namesFor('organization'), all);
    assert.deepEqual(await namesFor('read-only'), all);
  });

  it('is exactly its own project for a project key', async () => {
    assert.deepEqual(await namesFor('staging'), ['Acme Staging']);
    assert.deepEqual(await namesFor('production'), ['Acme Production']);
    assert.deepEqual(await namesFor('staging', `?project_id=${production}`), []);
  });

  it('is filtered by project_id and organization_id', async () => {
    assert.deepEqual(await namesFor('organization', `?project_id=${staging}`), ['Acme Staging']);
    assert.deepEqual(await namesFor('organization', '?organization_id=9'), []);
  });

  it('is rejected for a key that is revoked, unknown or missing', async () => {
    for (const label of ['revoked', 'unknown-key', '']) {
      const { status, object } = await callAs(label, 'GET', projects);
      assert.deepEqual([status, typeof object['detail']], [401, 'string']);
    }
  });

  it('has the stored secrets of a project, but never their values', async () => {
    const [, , project] = await listedAs('organization');
    assert.ok(project);
    const stored = Object.entries(project).flatMap(([name, value]) => (value === true ? [name] : []));
    assert.deepEqual(stored, ['vapi_api_key_configured', 'retell_api_key_configured']);
    assert.ok(!('vapi_api_key' in project) && 'syntflow_api_key_configured' in project);
  });

  it('can be set, in a test or by the controls, until the next reset', async () => {
    sandbox.setProjects([{ id: staging, name: 'Blue' }]);
    assert.deepEqual(await namesFor('staging'), ['Blue']);
    const expected = [{ id: staging, name: 'Green', configured: ['livekit_api_key'] }];
    assert.equal((await callAs('organization', 'POST', '/__sandbox/projects', expected)).status, 200);
    const [green] = await listedAs('staging');
    assert.deepEqual([green?.['name'], green?.['livekit_api_key_configured']], ['Green', true]);
    assert.equal((await callAs('organization', 'POST', '/__sandbox/projects', [{ id: 1 }])).status, 400);
    sandbox.reset();
    assert.deepEqual(await namesFor('staging'), ['Acme Staging']);
  });

  it('has the projects of agents in the seed that are not declared', async (t) => {
    const other = await startSandbox({ seed: [{ ...minimalAgent, id: 1, project: 1400 }], projects: [] });
    t.after(() => other.close());
    assert.deepEqual(other.projects, [{ id: 1400, name: 'Project 1400' }]);
  });

  it('cannot be written', async () => {
    assert.equal((await callAs('organization', 'POST', projects, { name: 'New' })).status, 405);
  });

  it('is as the API describes it', { skip: !existsSync(descriptionFile()) }, async () => {
    const described = propertiesOf('Project');
    for (const project of await listedAs('organization')) {
      for (const name of Object.keys(project)) assert.ok(name in described, name);
    }
    const flags = Object.keys(described).filter((name) => name.endsWith('_configured'));
    const [first] = await listedAs('organization');
    assert.deepEqual(
      flags.filter((name) => first?.[name] === undefined),
      [],
    );
  });
});

describe('a key of one project', () => {
  it('reads, lists and writes only the agents of its project', async () => {
    assert.equal((await callAs('staging', 'GET', stagingAgent)).status, 200);
    assert.equal((await callAs('staging', 'PATCH', stagingAgent, { language: 'de' })).status, 200);
    for (const path of [agentsPath, `${agentsPath}short_list/`]) {
      assert.equal((await callAs('staging', 'GET', path)).object['count'], 1, path);
    }
    assert.equal((await callAs('organization', 'GET', agentsPath)).object['count'], 14);
  });

  for (const [otherProject, status] of [
    ['not-found', 404],
    ['forbidden', 403],
  ] as const) {
    it(`${otherProject}: gets ${status} for an agent of another project, for any method`, async () => {
      sandbox.set({ otherProject });
      const before = sandbox.agents;
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await callAs(
          'staging',
          method,
          productionAgent,
          method === 'GET' ? undefined : minimalAgent,
        );
        assert.deepEqual([answer.status, typeof answer.object['detail']], [status, 'string'], method);
      }
      assert.equal((await callAs('staging', 'POST', `${productionAgent}duplicate/`, {})).status, status);
      assert.deepEqual(sandbox.agents, before);
    });
  }

  it('finds no agents with another project_id, or is rejected', async () => {
    const query = `${agentsPath}?project_id=${production}`;
    assert.equal((await callAs('staging', 'GET', query)).object['count'], 0);
    sandbox.set({ otherProject: 'forbidden' });
    assert.equal((await callAs('staging', 'GET', query)).status, 403);
  });

  it('creates agents only in its project', async () => {
    const create = (project: number) => callAs('staging', 'POST', agentsPath, { ...minimalAgent, project });
    assert.equal((await create(staging)).status, 201);
    const refused = await create(production);
    assert.deepEqual([refused.status, Object.keys(refused.object)], [400, ['project']]);
    sandbox.set({ otherProject: 'forbidden' });
    assert.equal((await create(production)).status, 403);
  });
});

describe('an organization key', () => {
  it('cannot create an agent in a project that does not exist', async () => {
    const { status, object } = await callAs('organization', 'POST', agentsPath, {
      ...minimalAgent,
      project: 9,
    });
    assert.deepEqual([status, object], [400, { project: ['Unknown project 9.'] }]);
  });
});

describe('a read-only key', () => {
  it('reads everything and gets 403 for each write', async () => {
    const before = sandbox.agents;
    assert.equal((await callAs('read-only', 'GET', productionAgent)).status, 200);
    for (const [method, path] of [
      ['PUT', stagingAgent],
      ['PATCH', stagingAgent],
      ['DELETE', stagingAgent],
      ['POST', agentsPath],
      ['POST', `${stagingAgent}duplicate/`],
    ] as const) {
      const { status, object } = await callAs('read-only', method, path, minimalAgent);
      assert.deepEqual([status, typeof object['detail']], [403, 'string'], method);
    }
    assert.deepEqual(sandbox.agents, before);
  });
});

describe('the log', () => {
  it('has the label of the key of each request, and never the key', async () => {
    const labels = ['organization', 'staging', 'production', 'read-only', 'revoked'];
    for (const label of labels) await callAs(label, 'GET', stagingAgent);
    await callAs('FAKE-typed-wrong', 'GET', stagingAgent);
    await callAs('', 'GET', stagingAgent);
    assert.deepEqual(
      sandbox.requests.map(({ keyLabel, status }) => [keyLabel, status]),
      [
        ['organization', 200],
        ['staging', 200],
        ['production', 404],
        ['read-only', 200],
        ['revoked', 401],
        ['unknown', 401],
        ['none', 401],
      ],
    );
    const { text } = await callAs('organization', 'GET', '/__sandbox/log');
    for (const { key } of [...sandbox.keys, { key: 'FAKE-typed-wrong' }]) assert.ok(!text.includes(key), key);
  });
});

function descriptionFile(): string {
  return join(__dirname, '../../../../shared/reference/cekura-aiagents-v1.2026-08-21.openapi.json');
}

function propertiesOf(schema: string): JsonObject {
  const steps = ['components', 'schemas', schema, 'properties'];
  const found = steps.reduce<Json>(
    (inner, step) => (isObject(inner) ? (inner[step] ?? null) : null),
    parseJson(readFileSync(descriptionFile(), 'utf8')),
  );
  assert.ok(isObject(found));
  return found;
}
