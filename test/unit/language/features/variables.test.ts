import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAgent, textOf } from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import {
  isVariableName,
  renameError,
  usesOfVariableAt,
  variableAt,
  partialVariableIn,
  variableSpansInPrompt,
  variablesInPrompt,
  variablesOf,
} from '#language/features/variables';
import { annotated, atCursor } from '#support/language/agents';

const nameAt = (marked: string) => {
  const { text, offset } = atCursor(marked);
  const use = variableAt(annotated(text), offset);
  return use && textOf(parseAgent(text), use.span);
};

function rename(marked: string, newName: string): string {
  const { text, offset } = atCursor(marked);
  const uses = usesOfVariableAt(annotated(text), offset);
  return applyEdits(
    text,
    uses.map(({ span }) => ({ ...span, newText: newName })),
  );
}

describe('variables', () => {
  for (const marked of [
    '{"description": "Hi ▮{{name}}"}',
    '{"description": "Hi {▮{name}}"}',
    '{"description": "Hi {{na▮me}}"}',
    '{"description": "Hi {{ name ▮}}"}',
    '{"description": "Hi {{name}}▮"}',
  ]) {
    it(marked, () => assert.equal(nameAt(marked), 'name'));
  }
  for (const marked of ['{"description": "H▮i {{name}}"}', '{"desc▮ription": "{{name}}"}', '▮']) {
    it(`don't exist in ${marked}`, () => assert.equal(nameAt(marked), undefined));
  }
});

describe('uses of a variable', () => {
  const text =
    '{"description": "{{na▮me}} {{ name }} {{names}} name", "llm_system_prompt": "\\"{{name}}\\"", "vapi_api_key": "{{name}}"}';
  it('are found in the whole file, except in secrets', () => {
    const { text: plain, offset } = atCursor(text);
    assert.equal(usesOfVariableAt(annotated(plain), offset).length, 3);
  });
  it('cover only the name', () => {
    assert.equal(
      rename(text, 'first name'),
      '{"description": "{{first name}} {{ first name }} {{names}} name", "llm_system_prompt": "\\"{{first name}}\\"", "vapi_api_key": "{{name}}"}',
    );
  });
  it('are empty outside of a variable', () =>
    assert.equal(rename('{"descr▮iption": "{{a}}"}', 'b'), '{"description": "{{a}}"}'));
});

describe('renaming a variable', () => {
  const agent = annotated('{"description": "{{nick}} {{name}}", "llm_system_prompt": "{{ full name }}"}');
  const refused: [from: string, to: string, reason: RegExp | undefined][] = [
    ['nick', 'name', /"name" already exists. Renaming would merge the two/],
    ['nick', 'full name', /"full name" already exists/],
    ['name', 'nick', /"nick" already exists/],
    ['nick', 'nick', undefined],
    ['nick', 'constructor', undefined],
    ['nick', 'Name', undefined],
    ['nick', 'a}', /without braces/],
  ];
  for (const [from, to, reason] of refused) {
    it(`${from} to ${to} is ${reason ? 'rejected' : 'possible'}`, () => {
      const answer = renameError(agent, from, to);
      if (reason) assert.match(answer ?? '', reason);
      else assert.equal(answer, undefined);
    });
  }
});

describe('a variable on a prompt document', () => {
  const namesIn = (page: string) =>
    variablesInPrompt(page).map(({ span }) => page.slice(span.offset, span.offset + span.length));
  it('is the same as in the file', () => {
    assert.deepEqual(namesIn('Hi {{name}},\n{{ last name  }} {{città}}'), ['name', 'last name', 'città']);
  });
  it('is highlighted with its braces', () => {
    const page = 'Hi {{name}},\n{{ last name  }} {{a\nb}}';
    const spans = variableSpansInPrompt(page);
    assert.deepEqual(
      spans.map(({ offset, length }) => page.slice(offset, offset + length)),
      ['{{name}}', '{{ last name  }}'],
    );
  });
  it('does not exist across lines, with a quote, or without a name', () => {
    for (const text of ['{{a\nb}}', '{{\na}}', '{{a"b}}', '{{a\\b}}', '{{}}', '{{ }}', '{a}', '{{a}']) {
      assert.deepEqual(namesIn(text), [], JSON.stringify(text));
      const inFile = JSON.stringify({ description: text });
      assert.deepEqual(variablesOf(annotated(inFile)), [], inFile);
    }
  });
});

describe('a variable name', () => {
  for (const name of ['a', 'first_name', 'first name', 'città', '漢']) {
    it(`can be ${name}`, () => assert.ok(isVariableName(name)));
  }
  for (const name of ['', ' ', ' a', 'a ', 'a}', '{a', 'a"b', 'a\\b', 'a\nb', 'a\tb']) {
    it(`can't be ${JSON.stringify(name)}`, () => assert.ok(!isVariableName(name)));
  }
});

describe('an incomplete variable starts with two braces', () => {
  const table: [before: string, typed: string | undefined][] = [
    ['Hi {{', ''],
    ['Hi {{na', 'na'],
    ['Hi {{ first na', 'first na'],
    ['{{a}} and {{b', 'b'],
    ['Hi {', undefined],
    ['Hi {{name}}', undefined],
    ['{{a\nb', undefined],
  ];
  for (const [before, typed] of table) {
    it(JSON.stringify(before), () => assert.equal(partialVariableIn(before), typed));
  }
});
