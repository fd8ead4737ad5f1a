import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { agentsPath, call, fullAgentPath, fullAgent, minimalAgent } from './callApi';
import { printJson, parseJson } from '#sandbox/json';
import { startSandbox, type Sandbox } from '#sandbox/server';
import { normalize, type Spelling } from '#sandbox/spelling';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ seed: [fullAgent] });
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const cases: readonly [Spelling, string, string][] = [
  ['trim', '" a b \\n"', '"a b"'],
  ['trim', '["\\ta", {"b": "c "}]', '["a",{"b":"c"}]'],
  ['line-feed', '"a\\r\\nb\\rc\\n"', '"a\\nb\\nc\\n"'],
  ['round', '0.123456', '0.12'],
  ['round', '12345678901234567890', '12345678901234567890'],
  ['round', '{"a": [1, 1.0, 0.999]}', '{"a":[1,1.0,1.0]}'],
  ['decimal', '1', '1.0'],
  ['decimal', '{"a": [0, 1.5, 12345678901234567890]}', '{"a":[0.0,1.5,12345678901234567890.0]}'],
];

describe('spelling: how a value is rewritten when it is stored', () => {
  for (const [spelling, sent, stored] of cases) {
    it(`${spelling}: ${sent} becomes ${stored}`, () => {
      assert.equal(printJson(normalize({ value: parseJson(sent) }, [spelling])), `{"value":${stored}}`);
    });
  }

  for (const [method, path] of [
    ['POST', agentsPath],
    ['PUT', fullAgentPath],
    ['PATCH', fullAgentPath],
  ] as const) {
    it(`all at once, by ${method}, as in the response`, async () => {
      sandbox.set({ spelling: ['trim', 'line-feed', 'round', 'decimal'] });
      const { object, text } = await call(sandbox, method, path, {
        ...minimalAgent,
        project: 1376,
        description: 'Takes calls.\r\nDay and night. ',
        llm_temperature: 0.7071,
        topic_nodes: { ' key ': 1 },
        websocket_headers: { A: ' b' },
      });
      assert.equal(object['description'], 'Takes calls.\nDay and night.');
      assert.equal(object['project'], 1376);
      assert.deepEqual(object['websocket_headers'], { A: 'b' });
      assert.match(text, /"llm_temperature":0.71,/);
      assert.match(text, /"topic_nodes":\{" key ":1\.0\}/);
    });
  }

  it('does not change stored values', async () => {
    const before = sandbox.agent(2142);
    sandbox.set({ spelling: ['decimal'] });
    await call(sandbox, 'PATCH', fullAgentPath, { language: 'de' });
    assert.deepEqual(sandbox.agent(2142)['livekit_data'], before['livekit_data']);
  });
});
