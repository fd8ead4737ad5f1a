import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { agentsPath, call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import type { Json } from '#sandbox/json';
import { startSandbox, type Sandbox } from '#sandbox/server';

let sandbox: Sandbox;
before(async () => {
  const manyAgents = Array.from({ length: 24 }, (_, index) => ({
    ...minimalAgent,
    id: 2201 + index,
    project: index < 4 ? 1400 : 1376,
    organization: 412,
    agent_name: `Branch ${index}`,
  }));
  sandbox = await startSandbox({ seed: [fullAgent, ...manyAgents] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

describe('one agent', () => {
  it('is returned by GET', async () => {
    const { status, object } = await call(sandbox, 'GET', fullAgentPath);
    assert.equal(status, 200);
    assert.equal(object['id'], 2142);
    assert.equal(object['agent_name'], 'Night Desk');
    assert.equal(object['llm_system_prompt'], '');
    assert.equal(object['assistant_id'], null);
  });

  it('is replaced by PUT, as returned by it and by the next GET', async () => {
    const put = await call(sandbox, 'PUT', fullAgentPath, { ...minimalAgent, agent_name: 'Day Desk' });
    assert.equal(put.status, 200);
    assert.equal(put.object['agent_name'], 'Day Desk');
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).text, put.text);
  });

  it('is changed by PATCH, only in the properties sent', async () => {
    const before = sandbox.agent(2142);
    const { status } = await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' });
    assert.equal(status, 200);
    const after = sandbox.agent(2142);
    assert.notEqual(after['updated_at'], before['updated_at']);
    assert.deepEqual(after, { ...before, language: 'de', updated_at: after['updated_at'] });
  });

  it('does not exist after DELETE', async () => {
    const deleted = await call(sandbox, 'DELETE', `${fullAgentPath}?delete_related=false`);
    assert.deepEqual([deleted.status, deleted.text], [204, '']);
    assert.equal((await call(sandbox, 'GET', fullAgentPath)).status, 404);
  });

  it('is created by POST with a new ID', async () => {
    const created = await call(sandbox, 'POST', agentsPath, {
      ...minimalAgent,
      project: 1376,
      vapi_api_key: 'FAKE-key',
    });
    assert.equal(created.status, 201);
    assert.equal(created.object['id'], 2225);
    assert.equal(created.object['vapi_api_key_configured'], true);
    assert.equal(sandbox.agent(2225)['vapi_api_key'], 'FAKE-key');
    assert.equal(sandbox.agent(2225)['project'], 1376);
  });

  it('is copied by duplicate, without its write-only secrets', async () => {
    const copy = await call(sandbox, 'POST', `${fullAgentPath}duplicate/`, { copy_scenarios: false });
    assert.equal(copy.status, 201);
    assert.equal(copy.object['agent_name'], 'Night Desk (copy)');
    assert.equal(copy.object['language'], 'sv');
    assert.equal(copy.object['project'], 1376);
    assert.equal(copy.object['livekit_api_key_configured'], false);
    const refused = await call(sandbox, 'POST', `${fullAgentPath}duplicate/`, { copy_scenarios: 'yes' });
    assert.deepEqual([refused.status, Object.keys(refused.object)], [400, ['copy_scenarios']]);
  });

  it('ignores unknown and read-only properties', async () => {
    const before = sandbox.agent(2142);
    const body = {
      ...minimalAgent,
      agent_nmae: 'typo',
      id: 1,
      project: 9,
      organization: 9,
      created_at: 'now',
    };
    assert.equal((await call(sandbox, 'PUT', fullAgentPath, body)).status, 200);
    const after = sandbox.agent(2142);
    assert.ok(!('agent_nmae' in after));
    for (const name of ['id', 'project', 'organization', 'created_at'])
      assert.equal(after[name], before[name]);
  });

  it('accepts an undocumented property that the agent has, as a newer API would', async () => {
    sandbox.edit(2142, { dial_plan: { prefix: '0' } });
    assert.deepEqual((await call(sandbox, 'GET', fullAgentPath)).object['dial_plan'], { prefix: '0' });
    await call(sandbox, 'PUT', fullAgentPath, { ...minimalAgent, dial_plan: { prefix: '1' } });
    assert.deepEqual(sandbox.agent(2142)['dial_plan'], { prefix: '1' });
  });

  it('has an updated_at in microseconds that changes with each write and never with a GET', async () => {
    const seen: unknown[] = [];
    for (let round = 0; round < 5; round++) {
      const { object } = await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' });
      assert.equal((await call(sandbox, 'GET', fullAgentPath)).object['updated_at'], object['updated_at']);
      seen.push(object['updated_at']);
    }
    for (const instant of seen)
      assert.match(typeof instant === 'string' ? instant : '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.deepEqual(seen, [...new Set(seen)].sort());
  });

  it('keeps the digits of numbers in free-form objects, and distinguishes decimals from integers', async () => {
    const nodes = '{"big": 12345678901234567890, "one": 1.0, "tiny": 1e-400, "long": 0.1234567890123456789}';
    const body = `{"topic_nodes": ${nodes}, "llm_temperature": 1, "llm_max_tokens": 4096.0}`;
    const { text } = await call(sandbox, 'PATCH', fullAgentPath, body);
    for (const digits of ['12345678901234567890', '"one":1.0', '1e-400', '0.1234567890123456789']) {
      assert.ok(text.includes(digits), digits);
    }
    assert.match(text, /"llm_temperature":1\.0,"llm_max_tokens":4096,/);
  });
});

describe('the list', () => {
  const names = (body: Json | undefined) => (Array.isArray(body) ? body.length : undefined);

  it('has pages of twenty, or of the requested size, with links to each other', async () => {
    const first = (await call(sandbox, 'GET', agentsPath)).object;
    assert.deepEqual([first['count'], names(first['results']), first['previous']], [25, 20, null]);
    assert.equal(first['next'], `${sandbox.origin}${agentsPath}?page=2`);
    const second = (await call(sandbox, 'GET', `${agentsPath}?page=2&page_size=10`)).object;
    assert.equal(names(second['results']), 10);
    assert.equal(second['previous'], `${sandbox.origin}${agentsPath}?page=1&page_size=10`);
    assert.equal(second['next'], `${sandbox.origin}${agentsPath}?page=3&page_size=10`);
    const last = (await call(sandbox, 'GET', `${agentsPath}?page=3&page_size=10`)).object;
    assert.deepEqual([names(last['results']), last['next']], [5, null]);
  });

  it('has no page after the last one', async () => {
    for (const page of ['3', '0', 'x']) {
      const { status, object } = await call(sandbox, 'GET', `${agentsPath}?page=${page}`);
      assert.deepEqual([status, Object.keys(object)], [404, ['detail']]);
    }
  });

  it('is filtered by project, organization, and a part of the name or an ID', async () => {
    const counts: [string, number][] = [
      ['project_id=1400', 4],
      ['organization_id=413', 0],
      ['q=night', 1],
      ['q=2201', 1],
      ['q=branch&project_id=1376', 20],
    ];
    for (const [query, count] of counts) {
      assert.equal((await call(sandbox, 'GET', `${agentsPath}?${query}`)).object['count'], count, query);
    }
    assert.equal((await call(sandbox, 'GET', `${agentsPath}?project_id=x`)).status, 400);
  });

  it('is masked like a single agent', async () => {
    const { text } = await call(sandbox, 'GET', agentsPath);
    assert.ok(!text.includes('FAKE-livekit'));
  });

  it('short_list: ten properties each', async () => {
    const { results } = (await call(sandbox, 'GET', `${agentsPath}short_list/?q=night`)).object;
    const { created_at, updated_at } = sandbox.agent(2142);
    assert.deepEqual(results, [
      {
        id: 2142,
        agent_name: 'Night Desk',
        project: 1376,
        organization: 412,
        contact_number: '+14155550100',
        inbound: true,
        language: 'sv',
        created_at,
        updated_at,
        agent_gives_first_message: true,
      },
    ]);
  });
});

describe('an invalid request', () => {
  const callWithDetail = async (
    expected: number,
    ...request: [string, string, Json?, Record<string, string>?]
  ) => {
    const answer = await call(sandbox, ...request);
    assert.equal(answer.status, expected);
    assert.equal(typeof answer.object['detail'], 'string');
    return answer;
  };

  it('is rejected without a valid key', async () => {
    await callWithDetail(401, 'GET', fullAgentPath, undefined, { 'X-CEKURA-API-KEY': '' });
    await callWithDetail(401, 'PUT', fullAgentPath, minimalAgent, { 'X-CEKURA-API-KEY': 'wrong' });
    assert.equal(sandbox.agent(2142)['contact_number'], '+14155550100');
  });

  it('finds no agent with an unknown ID, for any method', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      await callWithDetail(404, method, `${agentsPath}99/`, method === 'GET' ? undefined : minimalAgent);
    }
    await callWithDetail(404, 'POST', `${agentsPath}99/duplicate/`, {});
  });

  it('gets the allowed methods', async () => {
    const { headers } = await callWithDetail(405, 'DELETE', agentsPath);
    assert.equal(headers.get('allow'), 'GET, POST');
    await callWithDetail(405, 'POST', fullAgentPath, minimalAgent);
    await callWithDetail(405, 'GET', `${fullAgentPath}duplicate/`);
  });

  it('must be valid JSON', async () => {
    await callWithDetail(415, 'PUT', fullAgentPath, 'agent_name=x', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    await callWithDetail(415, 'PUT', fullAgentPath, '{}', { 'content-type': 'text/plain' });
    for (const text of ['{"agent_name": ', 'null,', '{"a": NaN}'])
      await callWithDetail(400, 'PUT', fullAgentPath, text);
    const withCharset = await call(sandbox, 'PUT', fullAgentPath, minimalAgent, {
      'content-type': 'application/json; charset=utf-8',
    });
    assert.equal(withCharset.status, 200);
  });

  it('is redirected to the path with a slash, but fails if its body would be lost', async () => {
    const get = await call(sandbox, 'GET', `${agentsPath}2142?x=1`);
    assert.deepEqual([get.status, get.headers.get('location')], [301, `${fullAgentPath}?x=1`]);
    for (const method of ['POST', 'PUT', 'PATCH']) {
      const { status, headers } = await call(sandbox, method, `${agentsPath}2142`, minimalAgent);
      assert.equal(status, 500);
      assert.match(headers.get('content-type') ?? '', /html/);
    }
  });

  it('gets a page, not JSON, for a path outside of the API', async () => {
    for (const path of ['/', '/api/', `${agentsPath}x/`, `${fullAgentPath}history/`]) {
      const { status, headers } = await call(sandbox, 'GET', path);
      assert.equal(status, 404);
      assert.match(headers.get('content-type') ?? '', /html/);
    }
  });
});
