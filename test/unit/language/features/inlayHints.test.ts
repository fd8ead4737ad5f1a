import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inlayHintsOf } from '#language/features/inlayHints';
import { annotated } from '#support/language/agents';

describe('inlay hints', () => {
  const hints = (text: string) =>
    inlayHintsOf(annotated(text), { offset: 0, length: text.length }).map(({ offset, label }) => [
      text.slice(0, offset).split('"').at(-2) ?? '',
      label,
    ]);
  it('show languages, models and unset values, but no repetitions', () => {
    assert.deepEqual(
      hints('{"language": "fr", "llm_model": "claude-sonnet-4-5-20250929", "transcript_provider": ""}'),
      [
        ['fr', 'French'],
        ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
        ['', 'Not set'],
      ],
    );
    assert.deepEqual(
      hints('{"assistant_provider": "self_hosted", "llm_model": "gpt-4o", "language": "xx"}'),
      [],
    );
  });
  it('show secrets stored on Cekura', () => {
    const [[, label = ''] = []] = hints(
      '{"retell_api_key_configured": true, "vapi_api_key_configured": false}',
    );
    assert.equal(label, 'stored on Cekura');
  });
  it('show placeholders', () => {
    assert.deepEqual(hints('{"chat_assistant_id": "<chat_assistant_id>", "description": "<url>"}'), [
      ['<chat_assistant_id>', 'placeholder'],
    ]);
  });
  it('come after the comma', () => {
    const text = '{"language": "fr", "transcript_provider": "" , "assistant_provider": ""}';
    const allHints = inlayHintsOf(annotated(text), { offset: 0, length: text.length });
    assert.deepEqual(
      allHints.map(({ offset }) => text.slice(0, offset).slice(-3)),
      ['r",', ' ""', ' ""'],
    );
  });
  it('cover the visible range only', () => {
    assert.deepEqual(
      inlayHintsOf(annotated('{"inbound": true, "language": "fr"}'), { offset: 0, length: 8 }),
      [],
    );
  });
});
