import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAgent, textOf } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { foldingRangesOf } from '#language/features/foldingRanges';
import { type Formatting, formatDocument } from '#language/syntax/format';
import { inlayHintsOf } from '#language/features/inlayHints';
import { codeLensesOf } from '#language/features/codeLenses';
import { documentLinksOf } from '#language/features/documentLinks';
import { selectionAt } from '#language/features/selectionRanges';
import { semanticTokensOf } from '#language/features/semanticTokens';
import { annotated, atCursor } from '#support/language/agents';

describe('folding ranges', () => {
  it('cover multi-line objects and arrays only', () => {
    const text = '{\n  "a": {\n    "b": 1\n  },\n  "c": {"d": 1},\n  "e": [\n    1\n  ]\n}';
    const folds = foldingRangesOf(annotated(text)).map(
      (fold) => textOf(parseAgent(text), fold).split('\n')[0],
    );
    assert.deepEqual(folds, ['{', '{', '[']);
  });
});

describe('selection ranges', () => {
  function steps(marked: string): string[] {
    const { text, offset } = atCursor(marked);
    return selectionAt(annotated(text), offset).map((span) => textOf(parseAgent(text), span));
  }
  it('grow from text to string, property, properties, object', () => {
    assert.deepEqual(steps('{"a": "on▮e", "b": 2}'), [
      'one',
      '"one"',
      '"a": "one"',
      '"a": "one", "b": 2',
      '{"a": "one", "b": 2}',
    ]);
  });
  it('contain the previous range', () => {
    const { text, offset } = atCursor('{"a": [{"b": ["c", "▮d"]}, 2]}');
    const spans = selectionAt(annotated(text), offset);
    spans.slice(1).forEach((outer, index) => {
      const inner = spans[index]!;
      assert.ok(outer.offset <= inner.offset && outer.offset + outer.length >= inner.offset + inner.length);
      assert.ok(outer.length > inner.length);
    });
    assert.ok(spans.length >= 8);
  });
  it('are empty in an empty file', () => assert.deepEqual(steps('▮'), []));
});

describe('formatting', () => {
  const two: Formatting = { tabSize: 2, insertSpaces: true };
  const format = (text: string, formatting = two) =>
    applyEdits(text, formatDocument(parseAgent(text), formatting));

  it('uses the requested indentation', () => {
    assert.equal(
      format('{"a":1,"b":{"c":[1]}}'),
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}',
    );
    assert.equal(format('{"a":1}', { tabSize: 4, insertSpaces: false }), '{\n\t"a": 1\n}');
  });
  it('keeps CRLF', () => {
    assert.equal(format('{\r\n"a":1}'), '{\r\n  "a": 1\r\n}');
  });
  it('keeps the final line break, or its absence', () => {
    for (const end of ['', '\n', '\r\n'])
      assert.ok(/^[^}]*\}(.*)$/s.exec(format(`{"a":1}${end}`))?.[1] === end, JSON.stringify(end));
    assert.equal(format('{"a":1}', { ...two, insertFinalNewline: true }), '{\n  "a": 1\n}\n');
  });
  it('keeps the bytes of every number and string', () => {
    const text = '{"a":1.0,"b":1e400,"c":12345678901234567890,"d":-0.10,"e":"\\u0041\\/ \\t"}';
    assert.equal(format(text).replace(/[\n ]/g, ''), text.replace(/ /g, ''));
  });
  it('keeps a byte order mark', () => {
    assert.equal(format('\uFEFF{"a":1}'), '\uFEFF{\n  "a": 1\n}');
  });
  it('changes only the requested range', () => {
    const text = '{\n"a":1,\n"b":2\n}';
    const within = { offset: text.indexOf('"b"'), length: 5 };
    assert.equal(applyEdits(text, formatDocument(parseAgent(text), two, within)), '{\n"a":1,\n  "b": 2\n}');
  });
  it('changes no value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const after = format(text);
        assert.deepEqual(JSON.parse(after), JSON.parse(text));
        assert.equal(format(after), after);
      }),
    );
  });
  it('keeps all text of a file with syntax errors', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', 'a', ' ', '\n') }),
        (text) => {
          const visible = (source: string) => source.replace(/\s/g, '');
          assert.equal(visible(format(text)), visible(text));
        },
      ),
    );
  });
});

describe('document links', () => {
  const targets = (text: string) => documentLinksOf(annotated(text)).map(({ target }) => target);
  it('are https and wss URLs', () => {
    assert.deepEqual(
      targets('{"websocket_url": "wss://a.example/x", "retell_data": {"trigger_url": "https://b.example"}}'),
      ['wss://a.example/x', 'https://b.example'],
    );
  });
  it('cover the text between the quotes', () => {
    const text = '{"websocket_url": "wss://a.example/x"}';
    const [link] = documentLinksOf(annotated(text));
    assert.equal(link && textOf(parseAgent(text), link.span), 'wss://a.example/x');
  });
  const withoutResult: [reason: string, text: string][] = [
    ['a secret', '{"vapi_api_key": "https://a.example/x"}'],
    ['a password in it', '{"websocket_url": "wss://me:FAKE-password@a.example"}'],
    ['a token in it', '{"websocket_url": "wss://a.example/?token=FAKE"}'],
    ['a key in it', `{"note": "https://a.example/key_${'0123456789abcdef'.repeat(2)}"}`],
    ['a command', '{"websocket_url": "command:boom"}'],
    ['a file', '{"websocket_url": "file:///etc/passwd"}'],
    ['words around it', '{"websocket_url": "see https://a.example"}'],
  ];
  for (const [reason, text] of withoutResult)
    it(`are not created: ${reason}`, () => assert.deepEqual(targets(text), []));
});

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

describe('code lenses', () => {
  const all = new Set(['agentJson.push', 'agentJson.pull', 'agentJson.compare', 'agentJson.create']);
  const titles = (text: string, commands = all) =>
    codeLensesOf(annotated(text), commands).map(({ title }) => title);
  it('of an agent on Cekura', () => assert.deepEqual(titles('{"id": 7}'), ['Push', 'Pull', 'Compare']));
  it('of an agent that is not on Cekura', () => assert.deepEqual(titles('{}'), ['Create on Cekura…']));
  it('require a client with the command', () =>
    assert.deepEqual(titles('{"id": 7}', new Set(['agentJson.pull'])), ['Pull']));
  it('are not shown in a file without an agent', () => assert.deepEqual(titles('[]'), []));
  it('are shown for long prompts', () => {
    const long = 'word '.repeat(30);
    const text = String.raw`{"description": "a\nb", "llm_system_prompt": "${long}", "agent_name": "${long}"}`;
    const prompts = codeLensesOf(annotated(text), new Set(['agentJson.editPrompt']));
    assert.deepEqual(
      prompts.map(({ pointer }) => pointer),
      ['/description', '/llm_system_prompt'],
    );
    assert.deepEqual(titles('{"description": "Short."}', new Set(['agentJson.editPrompt'])), []);
  });
});

describe('semantic tokens', () => {
  const tokens = (text: string) =>
    semanticTokensOf(annotated(text)).map((token) => `${token.kind} ${textOf(parseAgent(text), token)}`);
  it('are references that are whole values', () => {
    assert.deepEqual(tokens('{"vapi_api_key": "${env:VAPI}", "agent_name": "x ${env:VAPI}"}'), [
      'reference ${env:VAPI}',
    ]);
  });
  it('are variables in text, after escapes and next to each other', () => {
    assert.deepEqual(tokens('{"description": "Hi\\n\\"{{name}}\\" {{ city }}{{a}} {{}} {x}"}'), [
      'variable {{name}}',
      'variable {{ city }}',
      'variable {{a}}',
    ]);
  });
  it('are not in secrets', () => assert.deepEqual(tokens('{"vapi_api_key": "FAKE-{{x}}"}'), []));
});
