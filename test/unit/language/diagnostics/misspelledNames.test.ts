import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixesFor } from '#language/codeActions/index';
import { applyEdits } from '#language/syntax/edit';
import { annotated } from '#support/language/agents';
import { agentWith, describeProblems, problemsOf } from '#support/language/problems';

/** Severity, rule and title of the preferred fix of each problem. */
function summarizeProblems(text: string): string[] {
  return problemsOf(text).map((problem) => {
    const preferred = fixesFor(annotated(text), problem).find((fix) => fix.preferred);
    return `${problem.severity} ${problem.rule}${preferred ? `: ${preferred.title}` : ''}`;
  });
}

describe('a misspelled required property', () => {
  const cases: [text: string, ...found: string[]][] = [
    [
      '{"agent_name": "A", "descripton": "d", "inbound": true}',
      'error unknown-property: Rename to "description"',
    ],
    [
      '{"agentName": "A", "description": "d", "inbound": true}',
      'error unknown-property: Rename to "agent_name"',
    ],
    [
      '{"agent_name": "A", "prompt": "d", "inbound": true}',
      'error unknown-property: Rename to "description"',
    ],
    [
      '{"agent_name": "A", "descripton": "d"}',
      'error missing-required: Add "inbound"',
      'error unknown-property: Rename to "description"',
    ],
    [
      '{"agentName": "A", "descripton": "d", "inbuond": true}',
      'error unknown-property: Rename to "agent_name"',
      'error unknown-property: Rename to "description"',
      'error unknown-property: Rename to "inbound"',
    ],
  ];
  for (const [text, ...expected] of cases)
    it(`is one error, on its name: ${text}`, () => assert.deepEqual(summarizeProblems(text), expected));

  it('is missing if unknown-property is off, in one problem with the others', () => {
    const off = { 'unknown-property': 'off' } as const;
    const found = (text: string) => describeProblems(text, off);
    assert.deepEqual(found('{"agent_name": "A", "descripton": "d", "inbound": true}'), [
      'error missing-required at {: Missing required property "description".',
    ]);
    assert.deepEqual(found('{"agent_name": "A", "descripton": "d"}'), [
      'error missing-required at {: Missing required properties "description" and "inbound".',
    ]);
    assert.deepEqual(found('{"agentName": "A", "prompt": "d", "inbuond": true}'), [
      'error missing-required at {: Missing required properties "agent_name", "description", and "inbound".',
    ]);
    assert.deepEqual(found(agentWith('"descripton": "d"')), []);
  });
  it('is a warning if the property exists as well, or none is missing', () => {
    assert.deepEqual(summarizeProblems(agentWith('"descripton": "d"')), ['warning unknown-property']);
    assert.deepEqual(summarizeProblems(agentWith('"languge": "en"')), [
      'warning unknown-property: Rename to "language"',
    ]);
  });
});

describe('did you mean', () => {
  const cases: [property: string, expected: string][] = [
    ['"lanuage": 5', 'language'],
    ['"llm_temprature": "warm"', 'llm_temperature'],
    ['"webocket_url": {"a": 1}', 'websocket_url'],
    ['"outbound_numbrs": true', 'outbound_numbers'],
    ['"contactNumber": ["+14155550123"]', 'contact_number'],
  ];
  for (const [property, expected] of cases)
    it(`suggests the name even if the value does not fit: ${property}`, () => {
      const text = agentWith(property);
      const [problem] = problemsOf(text).filter(({ rule }) => rule === 'unknown-property');
      const [fix] = fixesFor(annotated(text), problem!);
      assert.ok(fix?.preferred);
      assert.equal(fix.title, `Rename to "${expected}"`, describeProblems(text).join());
      assert.match(applyEdits(text, fix.edits), new RegExp(`"${expected}":`));
    });
});
