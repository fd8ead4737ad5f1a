import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixesFor } from '#language/codeActions/index';
import { annotated } from '#support/language/agents';
import { agentWith, problemsOf } from '#support/language/problems';

/** Severity, rule and fix titles of each problem except hints. */
function describeProblems(text: string): string[] {
  return problemsOf(text)
    .filter(({ severity }) => severity !== 'hint')
    .map((problem) => {
      const titles = fixesFor(annotated(text), problem).map(
        ({ title, preferred }) => title + (preferred ? '!' : ''),
      );
      return `${problem.severity} ${problem.rule}: ${titles.join(', ')}`;
    });
}

const pulled = '{"id": 7, "agent_name": "A", "description": "d", "inbound": true';

describe('values returned by the API itself', () => {
  const values: [name: string, text: string, ...found: string[]][] = [
    [
      'null for a direction that was never set',
      pulled.replace('true', 'null}'),
      'warning wrong-type: Replace with true, Replace with false',
    ],
    [
      'an empty string for an object',
      `${pulled}, "assistant_provider": "vapi", "vapi_api_key_configured": true, "vapi_data": ""}`,
      'warning wrong-type: Replace with null!',
    ],
    [
      'an empty string for an array',
      `${pulled}, "outbound_numbers": ""}`,
      'warning wrong-type: Replace with null!',
    ],
    [
      'a provider with a stored key and no ids',
      `${pulled}, "assistant_provider": "retell", "retell_api_key_configured": true}`,
      'warning missing-provider-property: Add "chat_assistant_id"!',
    ],
    [
      'an empty number, id and provider',
      `${pulled}, "contact_number": "", "chat_assistant_id": "", "transcript_provider": ""}`,
    ],
  ];
  for (const [name, text, ...expected] of values)
    it(`is at most a warning, with a fix: ${name}`, () => assert.deepEqual(describeProblems(text), expected));

  it('are reported if the API never returns them', () => {
    for (const property of ['"language": null', '"llm_temperature": ""', '"sip_auth": 1'])
      assert.match(describeProblems(agentWith(property)).join(), /^error wrong-type/, property);
    assert.match(
      describeProblems(agentWith('"assistant_provider": "trillet"')).join(),
      /^error missing-provider-property/,
    );
    assert.match(describeProblems(pulled.replace('"A"', 'null}')).join(), /^error wrong-type/);
  });
});
