import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentIdOf, duplicateIdProblems } from '#language/diagnostics/index';
import { annotated } from '#support/language/agents';

describe('an ID that is also in other files', () => {
  const text = '{"id": 2142, "agent_name": "Desk"}';
  const messageFor = (others: string[], settings = {}) =>
    duplicateIdProblems(annotated(text), others, settings).map(
      ({ severity, rule, span, message }) =>
        `${severity} ${rule} at ${text.slice(span.offset, span.offset + span.length)}: ${message}`,
    );

  it('is one problem on the ID that names the files', () => {
    assert.deepEqual(messageFor(['copy.agent.json']), [
      'warning duplicate-id at 2142: copy.agent.json has the same ID. Pushing one file overwrites the other.',
    ]);
    assert.match(messageFor(['a.agent.json', 'b.agent.json']).join(), /: 2 other files have the same ID\./);
    assert.deepEqual(messageFor([]), []);
  });

  it('has the severity of the settings', () => {
    assert.match(messageFor(['copy.agent.json'], { 'duplicate-id': 'error' }).join(), /^error /);
    assert.deepEqual(messageFor(['copy.agent.json'], { 'duplicate-id': 'off' }), []);
  });

  it('is compared by its digits, and only if there is one', () => {
    assert.equal(agentIdOf(annotated('{"id": 12345678901234567890}')), '12345678901234567890');
    for (const none of ['{}', '{"id": "2142"}', '{"id": }', '[]', '']) {
      assert.equal(agentIdOf(annotated(none)), undefined, none);
    }
  });
});
