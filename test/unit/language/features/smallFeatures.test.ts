import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAgent, textOf } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { foldingRangesOf } from '#language/features/foldingRanges';
import { type Formatting, formatted } from '#language/syntax/format';
import { inlayHintsOf } from '#language/features/inlayHints';
import { codeLensesOf } from '#language/features/codeLenses';
import { documentLinksOf } from '#language/features/documentLinks';
import { selectionAt } from '#language/features/selectionRanges';
import { semanticTokensOf } from '#language/features/semanticTokens';
import { annotated, atCursor } from '#support/language/agents';

describe('folding: objects and lists over several lines', () => {
  it('folds what spans lines and nothing else', () => {
    const text = '{\n  "a": {\n    "b": 1\n  },\n  "c": {"d": 1},\n  "e": [\n    1\n  ]\n}';
    const folds = foldingRangesOf(annotated(text)).map(
      (fold) => textOf(parseAgent(text), fold).split('\n')[0],
    );
    assert.deepEqual(folds, ['{', '{', '[']);
  });
});

describe('selection grows step by step', () => {
  function steps(marked: string): string[] {
    const { text, offset } = atCursor(marked);
    return selectionAt(annotated(text), offset).map((span) => textOf(parseAgent(text), span));
  }
  it('text, string, member, members, object', () => {
    assert.deepEqual(steps('{"a": "on▮e", "b": 2}'), [
      'one',
      '"one"',
      '"a": "one"',
      '"a": "one", "b": 2',
      '{"a": "one", "b": 2}',
    ]);
  });
  it('each step holds the one before it', () => {
    const { text, offset } = atCursor('{"a": [{"b": ["c", "▮d"]}, 2]}');
    const spans = selectionAt(annotated(text), offset);
    spans.slice(1).forEach((outer, index) => {
      const inner = spans[index]!;
      assert.ok(outer.offset <= inner.offset && outer.offset + outer.length >= inner.offset + inner.length);
      assert.ok(outer.length > inner.length);
    });
    assert.ok(spans.length >= 8);
  });
  it('an empty file selects nothing', () => assert.deepEqual(steps('▮'), []));
});

describe('formatting moves blanks only', () => {
  const two: Formatting = { tabSize: 2, insertSpaces: true };
  const format = (text: string, formatting = two) =>
    applyEdits(text, formatted(parseAgent(text), formatting));

  it('lays out with the indentation asked for', () => {
    assert.equal(
      format('{"a":1,"b":{"c":[1]}}'),
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}',
    );
    assert.equal(format('{"a":1}', { tabSize: 4, insertSpaces: false }), '{\n\t"a": 1\n}');
  });
  it('keeps CRLF where the file has it', () => {
    assert.equal(format('{\r\n"a":1}'), '{\r\n  "a": 1\r\n}');
  });
  it('keeps the line end at the end of the file, or that there is none', () => {
    for (const end of ['', '\n', '\r\n'])
      assert.ok(/^[^}]*\}(.*)$/s.exec(format(`{"a":1}${end}`))?.[1] === end, JSON.stringify(end));
    assert.equal(format('{"a":1}', { ...two, insertFinalNewline: true }), '{\n  "a": 1\n}\n');
  });
  it('keeps every number and string byte for byte', () => {
    const text = '{"a":1.0,"b":1e400,"c":12345678901234567890,"d":-0.10,"e":"\\u0041\\/ \\t"}';
    assert.equal(format(text).replace(/[\n ]/g, ''), text.replace(/ /g, ''));
  });
  it('keeps a byte order mark', () => {
    assert.equal(format('\uFEFF{"a":1}'), '\uFEFF{\n  "a": 1\n}');
  });
  it('touches only the range asked for', () => {
    const text = '{\n"a":1,\n"b":2\n}';
    const within = { offset: text.indexOf('"b"'), length: 5 };
    assert.equal(applyEdits(text, formatted(parseAgent(text), two, within)), '{\n"a":1,\n  "b": 2\n}');
  });
  it('changes no value, whatever the value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const after = format(text);
        assert.deepEqual(JSON.parse(after), JSON.parse(text));
        assert.equal(format(after), after);
      }),
    );
  });
  it('loses nothing of a broken file', () => {
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

describe('links: addresses that are whole values', () => {
  const targets = (text: string) => documentLinksOf(annotated(text)).map(({ target }) => target);
  it('https and wss', () => {
    assert.deepEqual(
      targets('{"websocket_url": "wss://a.example/x", "retell_data": {"trigger_url": "https://b.example"}}'),
      ['wss://a.example/x', 'https://b.example'],
    );
  });
  it('the text between the quotes is the link', () => {
    const text = '{"websocket_url": "wss://a.example/x"}';
    const [link] = documentLinksOf(annotated(text));
    assert.equal(link && textOf(parseAgent(text), link.span), 'wss://a.example/x');
  });
  const silent: [why: string, text: string][] = [
    ['a secret', '{"vapi_api_key": "https://a.example/x"}'],
    ['a password in it', '{"websocket_url": "wss://me:FAKE-password@a.example"}'],
    ['a token in it', '{"websocket_url": "wss://a.example/?token=FAKE"}'],
    ['a key in it', `{"note": "https://a.example/key_${'0123456789abcdef'.repeat(2)}"}`],
    ['a command', '{"websocket_url": "command:boom"}'],
    ['a file', '{"websocket_url": "file:///etc/passwd"}'],
    ['words around it', '{"websocket_url": "see https://a.example"}'],
  ];
  for (const [why, text] of silent) it(`none: ${why}`, () => assert.deepEqual(targets(text), []));
});

describe('inlay hints say what a value stands for', () => {
  const hints = (text: string) =>
    inlayHintsOf(annotated(text), { offset: 0, length: text.length }).map(({ offset, label }) => [
      text.slice(0, offset).split('"').at(-2) ?? '',
      label,
    ]);
  it('languages, models and what is unset, but nothing twice', () => {
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
  it('secrets that Cekura holds', () => {
    const [[, label = ''] = []] = hints(
      '{"retell_api_key_configured": true, "vapi_api_key_configured": false}',
    );
    assert.equal(label, 'stored on Cekura');
  });
  it('what is still to be filled in', () => {
    assert.deepEqual(hints('{"chat_assistant_id": "<chat_assistant_id>", "description": "<url>"}'), [
      ['<chat_assistant_id>', 'placeholder'],
    ]);
  });
  it('behind the comma, where they part nothing', () => {
    const text = '{"language": "fr", "transcript_provider": "" , "assistant_provider": ""}';
    const shown = inlayHintsOf(annotated(text), { offset: 0, length: text.length });
    assert.deepEqual(
      shown.map(({ offset }) => text.slice(0, offset).slice(-3)),
      ['r",', ' ""', ' ""'],
    );
  });
  it('only what is on the screen', () => {
    assert.deepEqual(
      inlayHintsOf(annotated('{"inbound": true, "language": "fr"}'), { offset: 0, length: 8 }),
      [],
    );
  });
});

describe('lenses: what can be done with the agent', () => {
  const all = new Set(['agentJson.push', 'agentJson.pull', 'agentJson.compare', 'agentJson.create']);
  const titles = (text: string, commands = all) =>
    codeLensesOf(annotated(text), commands).map(({ title }) => title);
  it('an agent on Cekura', () => assert.deepEqual(titles('{"id": 7}'), ['Push', 'Pull', 'Compare']));
  it('an agent that is not there yet', () => assert.deepEqual(titles('{}'), ['Create on Cekura…']));
  it('only what the client can do', () =>
    assert.deepEqual(titles('{"id": 7}', new Set(['agentJson.pull'])), ['Pull']));
  it('nothing in a file that holds no agent', () => assert.deepEqual(titles('[]'), []));
  it('each prompt that is too long to be read where it is', () => {
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

describe('tokens: references and variables', () => {
  const tokens = (text: string) =>
    semanticTokensOf(annotated(text)).map((token) => `${token.kind} ${textOf(parseAgent(text), token)}`);
  it('references, as whole values', () => {
    assert.deepEqual(tokens('{"vapi_api_key": "${env:VAPI}", "agent_name": "x ${env:VAPI}"}'), [
      'reference ${env:VAPI}',
    ]);
  });
  it('variables in text, behind escapes and beside each other', () => {
    assert.deepEqual(tokens('{"description": "Hi\\n\\"{{name}}\\" {{ city }}{{a}} {{}} {x}"}'), [
      'variable {{name}}',
      'variable {{ city }}',
      'variable {{a}}',
    ]);
  });
  it('none inside a secret', () => assert.deepEqual(tokens('{"vapi_api_key": "FAKE-{{x}}"}'), []));
});
