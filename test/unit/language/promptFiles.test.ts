import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ExpandedAgent, collapseEdits, expandPrompts } from '#language/promptFiles/expand';
import { enclosingFolder, locatePrompt, referencePath } from '#language/promptFiles/locate';
import {
  type PromptFile,
  toFileText,
  isTooLarge,
  maxPromptBytes,
  promptFromFileText,
} from '#language/promptFiles/promptText';
import { isPortablePath, promptReference, readPromptReference } from '#language/promptFiles/reference';
import { agentSchema } from '#language/schema/bundledSchema';
import { findValue, parseAgent } from '#language/syntax/document';
import { applyEdits, editAgent } from '#language/syntax/edit';

describe('a reference to a prompt file', () => {
  for (const path of ['./support.prompt.md', '../shared/a b.md', 'prompts/ü.txt', './a.md']) {
    it(`is read as it is written: ${path}`, () => {
      assert.equal(readPromptReference(promptReference(path)), path);
      assert.ok(isPortablePath(path));
    });
  }
  for (const text of [
    '${file:./a.md} and more',
    'see ${file:./a.md}',
    '${File:./a.md}',
    '${env:A}',
    '${file:./a}b}',
  ]) {
    it(`is the whole value: not ${text}`, () => assert.equal(readPromptReference(text), undefined));
  }
  for (const path of [
    '',
    ' ',
    '/etc/passwd',
    'C:/a.md',
    'c:a.md',
    'file:///a.md',
    '~/a.md',
    'a\\b.md',
    './folder/',
    'a\u0000.md',
  ]) {
    it(`has no portable path: ${JSON.stringify(path)}`, () => assert.ok(!isPortablePath(path)));
  }
});

describe('the prompt in a file', () => {
  for (const [fileText, prompt] of [
    ['Hi.\n', 'Hi.'],
    ['Hi.', 'Hi.'],
    ['Hi.\n\n', 'Hi.\n'],
    ['a\r\nb\r\n', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['\uFEFFHi.\n', 'Hi.'],
    ['', ''],
    ['\n', ''],
  ] as const) {
    it(`is ${JSON.stringify(prompt)} in ${JSON.stringify(fileText)}`, () => {
      assert.equal(promptFromFileText(fileText), prompt);
      assert.equal(promptFromFileText(toFileText(prompt, fileText)), prompt);
    });
  }
  const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\uFEFF', 'é', '"', '\\') });
  for (const character of ['a', 'ü', '語', '😀'])
    it(`is too large with more than 1 MB in UTF-8, not in UTF-16: ${character}`, () => {
      const count = Math.floor(maxPromptBytes / Buffer.byteLength(character));
      assert.deepEqual(
        [count, count + 1].map((length) => isTooLarge(character.repeat(length))),
        [false, true],
      );
    });

  it('is the written one, regardless of the previous text', () => {
    fc.assert(
      fc.property(texts, fc.option(texts, { nil: undefined }), (prompt, before) => {
        const expected = prompt.replaceAll('\r\n', '\n');
        assert.equal(promptFromFileText(toFileText(prompt, before)), expected);
      }),
    );
  });
  it('does not change the file if it is the same', () => {
    for (const before of ['Hi.\n', 'Hi.', '\uFEFFa\r\nb\r\n', 'a\n\n', '']) {
      assert.equal(toFileText(promptFromFileText(before), before), before);
    }
  });
});

const files: Readonly<Record<string, PromptFile>> = {
  './a.md': { kind: 'text', text: 'You say "hi".\nThen stop.\n' },
  './gone.md': { kind: 'missing' },
};
const source = `{
  "agent_name": "Support",
  "description": "\${file:./a.md}",
  "inbound": true
}
`;

function expand(text: string): ExpandedAgent {
  return expandPrompts(parseAgent(text), agentSchema, (file) => files[file] ?? { kind: 'missing' });
}

/** The files after setting values in the expanded agent. */
function afterChanges(text: string, changes: Parameters<typeof editAgent>[1]) {
  const agent = expand(text);
  const { edits, prompts } = collapseEdits(agent, editAgent(parseAgent(agent.text), changes));
  return { text: applyEdits(text, edits), prompts: Object.fromEntries(prompts), edits };
}

describe('an agent with its prompts', () => {
  it('has the prompt in place of the reference', () => {
    const { text } = expand(source);
    assert.equal(findValue(parseAgent(text), ['description'])?.value, 'You say "hi".\nThen stop.');
  });
  it('keeps a reference whose file can not be read', () => {
    const { text, unresolved } = expand(source.replace('a.md', 'gone.md'));
    assert.ok(text.includes('${file:./gone.md}'));
    assert.deepEqual(
      unresolved.map(({ path, error }) => [path, error]),
      [[['description'], 'missing']],
    );
  });
  it('has no prompt files in other properties', () => {
    const text = '{"agent_name": "${file:./a.md}"}';
    assert.equal(expand(text).text, text);
  });
});

describe('an edit of an agent with its prompts', () => {
  it('changes the prompt file for a new prompt, and not the agent file', () => {
    const after = afterChanges(source, [{ path: ['description'], value: 'Bye.' }]);
    assert.deepEqual(after, { text: source, prompts: { './a.md': 'Bye.' }, edits: [] });
  });
  it('changes only the agent file for other properties, with one edit each', () => {
    const after = afterChanges(source, [
      { path: ['agent_name'], value: 'Sales' },
      { path: ['inbound'], value: false },
      { path: ['language'], value: 'de' },
    ]);
    assert.deepEqual(after.prompts, {});
    const expected = source.replace('Support', 'Sales').replace('true', 'false,\n  "language": "de"');
    assert.equal(after.text, expected);
    assert.ok(after.edits.every(({ length }) => length < 20));
  });
  it('adds a property directly after a reference', () => {
    const text = '{"description": "${file:./a.md}"}';
    const after = afterChanges(text, [{ path: ['language'], value: 'de' }]);
    assert.equal(after.text, '{"description": "${file:./a.md}", "language": "de"}');
  });
  it('removes the reference with its property', () => {
    const after = afterChanges(source, [{ path: ['description'], value: undefined }]);
    assert.equal(after.text, '{\n  "agent_name": "Support",\n  "inbound": true\n}\n');
    assert.deepEqual(after.prompts, {});
  });
  it('replaces the reference with a value that is not a string', () => {
    const after = afterChanges(source, [{ path: ['description'], value: null }]);
    assert.equal(after.text, source.replace('"${file:./a.md}"', 'null'));
  });
  it('writes the second of two different prompts with one file into the agent file', () => {
    const both = source.replace('"inbound": true', '"llm_system_prompt": "${file:./a.md}"');
    const after = afterChanges(both, [
      { path: ['description'], value: 'One.' },
      { path: ['llm_system_prompt'], value: 'Two.' },
    ]);
    assert.deepEqual(after.prompts, { './a.md': 'One.' });
    assert.equal(after.text, both.replace(/"llm_system_prompt": "[^"]*"/, '"llm_system_prompt": "Two."'));
  });
  it('writes a prompt into the agent file where another property keeps the old one', () => {
    const both = source.replace('"inbound": true', '"llm_system_prompt": "${file:./a.md}"');
    const after = afterChanges(both, [{ path: ['llm_system_prompt'], value: 'Two.' }]);
    assert.deepEqual(after.prompts, {});
    assert.equal(after.text, both.replace(/"llm_system_prompt": "[^"]*"/, '"llm_system_prompt": "Two."'));
  });
  it('treats two references to one file as one prompt', () => {
    const text = '{"description": "${file:./a.md}", "llm_system_prompt": "${file:a.md}"}';
    const agent = expandPrompts(parseAgent(text), agentSchema, () => ({
      kind: 'text',
      text: 'Old.\n',
      path: 'a.md',
    }));
    const edits = editAgent(parseAgent(agent.text), [
      { path: ['description'], value: 'One.' },
      { path: ['llm_system_prompt'], value: 'Two.' },
    ]);
    const collapsed = collapseEdits(agent, edits);
    assert.deepEqual([...collapsed.prompts], [['./a.md', 'One.']]);
    assert.equal(
      applyEdits(text, collapsed.edits),
      '{"description": "${file:./a.md}", "llm_system_prompt": "Two."}',
    );
  });
  it('gives the same agent as before, read again', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom(null, undefined, true));
    const names = fc.constantFrom('description', 'llm_system_prompt', 'agent_name', 'language');
    const all = fc.array(fc.record({ path: names.map((name) => [name]), value }), { maxLength: 5 });
    const both = source.replace('"inbound": true', '"llm_system_prompt": "${file:./a.md}"');
    fc.assert(
      fc.property(all, (changes) => {
        const agent = expand(both);
        const edits = editAgent(parseAgent(agent.text), changes);
        const collapsed = collapseEdits(agent, edits);
        const again = expandPrompts(parseAgent(applyEdits(both, collapsed.edits)), agentSchema, (file) => {
          const prompt = collapsed.prompts.get(file);
          return prompt === undefined
            ? (files[file] ?? { kind: 'missing' })
            : { kind: 'text', text: toFileText(prompt) };
        });
        assert.deepEqual(
          JSON.parse(again.text, lineBreaks),
          JSON.parse(applyEdits(agent.text, edits), lineBreaks),
        );
      }),
    );
  });
});

function lineBreaks(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : value;
}

describe('paths of prompt files', () => {
  const agent = 'agents/eu/support.agent.json';

  for (const [prompt, path] of [
    ['agents/eu/support.prompt.md', './support.prompt.md'],
    ['agents/eu/prompts/a.md', './prompts/a.md'],
    ['agents/us/a.md', '../us/a.md'],
    ['a.md', '../../a.md'],
  ] as const) {
    it(`${prompt} from ${agent}: ${path}, which means this file`, () => {
      assert.equal(referencePath(agent, prompt), path);
      assert.deepEqual(locatePrompt(agent, path), { kind: 'path', path: prompt });
    });
  }

  it('the enclosing folder: the innermost', () => {
    const folders = ['file:///a/', 'file:///a/b', 'file:///a/bc'];
    assert.equal(enclosingFolder('file:///a/b/c.agent.json', folders), 'file:///a/b');
    assert.equal(enclosingFolder('file:///a/c.agent.json', folders), 'file:///a');
    assert.equal(enclosingFolder('file:///b/c.agent.json', folders), undefined);
  });
});
