import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '#language/syntax/edit';
import { type Fix, refactorings } from '#language/codeActions/index';
import { agentSchema, annotated, atCursor } from '#support/language/agents';
import { problemsOf } from '#support/language/problems';

const providers = [...agentSchema.providers.values()];

/** An agent with all requirements of its provider, plain-text keys, and an unknown property before and after. */
function agentAt(id: string): string {
  const requires = agentSchema.providers.get(id)?.requires ?? [];
  const pointers = [...new Set(requires.flatMap(({ any }) => any.slice(0, 1)))];
  const properties: Record<string, unknown> = {};
  for (const pointer of pointers) {
    const [name = '', key] = pointer.slice(1).split('/');
    const value = agentSchema.atPointer(pointer).secret
      ? `FAKE-${id}-do-not-use`
      : agentSchema.atPointer(pointer).examples[0];
    properties[name] =
      key === undefined ? value : { ...(properties[name] as object | undefined), [key]: value };
  }
  const lines = Object.entries(properties).map(([name, value]) => `  "${name}":  ${JSON.stringify(value)},`);
  return [
    '{',
    '  "agent_name":   "Desk",',
    '  "description": "Answers.", "inbound": true,',
    `  "assistant_provider": "▮${id}",`,
    `  "transcript_provider": "${agentSchema.atPointer('/transcript_provider').enumValues.some(({ value }) => value === id) ? id : ''}",`,
    ...lines,
    '  "llm_temperature": 1.50',
    '}',
  ].join('\r\n');
}

function changes(marked: string): { text: string; fixes: Fix[] } {
  const { text, offset } = atCursor(marked);
  return { text, fixes: refactorings(annotated(text), { offset, length: 0 }) };
}

describe('changing the provider', () => {
  it('is offered only on the provider, for each other provider', () => {
    const { fixes } = changes(agentAt('retell'));
    assert.deepEqual(
      fixes.map(({ title }) => title),
      providers.filter(({ id }) => id !== 'retell').map(({ label }) => `Change provider to ${label}`),
    );
    assert.deepEqual(changes('{"assistant_provider": "vapi", "lan▮guage": "en"}').fixes, []);
    assert.equal(changes('{"assistant_provider": "▮"}').fixes.length, providers.length);
  });

  it('causes no errors, keeps all other lines, and copies no key', () => {
    for (const from of providers) {
      const { text, fixes } = changes(agentAt(from.id));
      for (const { title, edits } of fixes) {
        const after = applyEdits(text, edits);
        const name = `${from.id}: ${title}\n${after}`;
        const errors = problemsOf(after).filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, [], name);
        assert.deepEqual(
          problemsOf(after).filter(({ rule }) => rule === 'missing-provider-property'),
          [],
          name,
        );
        assert.equal(occurrences(after, 'FAKE'), occurrences(text, 'FAKE'), name);
        assert.ok(untouchedLinesStay(text, after), name);
      }
    }
  });

  it('changes the transcript provider if it was the same provider', () => {
    const { text, fixes } = changes('{"assistant_provider": "▮vapi", "transcript_provider": "vapi"}');
    const to = (label: string) =>
      applyEdits(text, fixes.find(({ title }) => title.endsWith(` ${label}`))!.edits);
    assert.match(to('Retell'), /"transcript_provider": "retell"/);
    assert.match(to('SMS'), /"transcript_provider": ""/);
    const other = changes('{"assistant_provider": "▮vapi", "transcript_provider": "custom"}');
    assert.ok(other.fixes.every(({ edits }) => applyEdits(other.text, edits).includes('"custom"')));
  });

  it('asks for shared IDs again, as they belong to the old provider', () => {
    const { text, fixes } = changes('{"assistant_provider": "▮vapi", "assistant_id": "asst_solar_lead_01"}');
    const toElevenlabs = fixes.find(({ title }) => title.endsWith(' ElevenLabs'))!;
    assert.match(applyEdits(text, toElevenlabs.edits), /"assistant_id": "<assistant_id>"/);
    const toCisco = fixes.find(({ title }) => title.endsWith(' Cisco Webex'))!;
    assert.match(applyEdits(text, toCisco.edits), /asst_solar_lead_01/);
  });
});

function occurrences(text: string, word: string): number {
  return text.split(word).length - 1;
}

/** All lines without the provider or an ID are unchanged, except for a comma at the end of the last one. */
function untouchedLinesStay(before: string, after: string): boolean {
  const lines = (text: string) => text.split('\r\n').map((line) => line.replace(/,$/, ''));
  const mayChange = /"(assistant_provider|transcript_provider|assistant_id|chat_assistant_id)"/;
  const linesAfter = new Set(lines(after));
  return lines(before).every((line) => mayChange.test(line) || linesAfter.has(line));
}
