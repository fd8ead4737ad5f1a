import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixesFor } from '#language/codeActions/index';
import { applyEdits } from '#language/syntax/edit';
import { annotated } from '#support/language/agents';
import { problemsOf, describeProblems } from '#support/language/problems';

const agent = '{"agent_name": "A", "description": "d", "inbound": true}';

/** Each fix of the first problem: its title, `!` if it is preferred, and the resulting text. */
function applyFixes(text: string): [title: string, after: string][] {
  const [problem] = problemsOf(text);
  return problem
    ? fixesFor(annotated(text), problem).map(({ title, preferred, edits }) => [
        `${title}${preferred ? '!' : ''}`,
        applyEdits(text, edits),
      ])
    : [];
}

describe('a file that is not JSON', () => {
  const notJson: [name: string, text: string, token: string][] = [
    ['a curl command', `curl --request PUT \\\n  --data '{"agent_name": "A"}'\n`, 'curl'],
    ['YAML', 'agent_name: A\ndescription: d\ninbound: true\n', 'agent_name:'],
    ['YAML with a document start', '---\nagent_name: A\n', '---'],
    ['a YAML list', '- agent_name: A\n', '-'],
    ['Markdown', '# Front desk\n\nYou are a **friendly** agent.\n', '#'],
    ['HTML', '<!doctype html>\n<p class="x">hi</p>', '<!doctype'],
    ['TypeScript', 'export const agent = {\n  agent_name: "A",\n};', 'export'],
    ['an HTTP answer', 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"id": 1}', 'HTTP/1.1'],
  ];
  for (const [name, text, token] of notJson) {
    it(`is one problem without a fix: ${name}`, () => {
      assert.deepEqual(describeProblems(text), [
        `error syntax at ${token}: Invalid JSON. Expected an object that starts with {.`,
      ]);
      assert.deepEqual(applyFixes(text), []);
    });
  }

  it('can be reduced to the JSON in its code block', () => {
    const fenced = '```json\n' + agent + '\n```\n';
    assert.deepEqual(applyFixes(fenced), [['Keep only the JSON in the code block!', `${agent}\n`]]);
    assert.deepEqual(applyFixes(fenced.replace('json', '').replaceAll('\n', '\r\n')), [
      ['Keep only the JSON in the code block!', `${agent}\r\n`],
    ]);
    assert.deepEqual(applyFixes(`Here it is:\n\n${fenced}Enjoy!`), [
      ['Keep only the JSON in the code block', `${agent}\n`],
    ]);
    assert.deepEqual(applyFixes('```bash\nls\n```'), []);
  });

  it('is parsed as JSON after comments, conflict markers and a byte order mark', () => {
    for (const text of [`\uFEFF// a\n${agent}`, `# a\n${agent}`, `/* a */ ${agent}`])
      assert.deepEqual(
        problemsOf(text)
          .map(({ fix }) => fix?.kind)
          .filter((kind) => kind !== 'remove-comment'),
        [],
      );
    assert.match(
      describeProblems(`<<<<<<< a\n${agent}\n=======\n${agent}\n>>>>>>> b\n`).join(),
      /merge conflict/,
    );
  });
});

describe('an invalid literal', () => {
  for (const word of ['NaN', 'Infinity', 'undefined']) {
    it(`is one problem without a fix: ${word}`, () => {
      const text = agent.replace('}', `, "llm_temperature": ${word}}`);
      assert.deepEqual(describeProblems(text), [`error syntax at ${word}: ${word} is not valid in JSON.`]);
      assert.deepEqual(applyFixes(text), []);
    });
  }
});

describe('an error at the end of a file', () => {
  const ends: [text: string, token: string, offset: number][] = [
    ['{\n"agent_name": "A",\n\n\n', ',', 19],
    ['{\n"agent_name":\n\n', ':', 14],
    ['{\n"outbound_numbers": [\n"+14155550123",\n\n', ',', 38],
    ['{\n"agent_name"\n\n', '"', 13],
  ];
  for (const [text, token, offset] of ends) {
    it(`is reported on the last character: ${JSON.stringify(text)}`, () => {
      const spans = problemsOf(text)
        .filter(({ rule }) => rule === 'syntax')
        .map(({ span }) => span);
      assert.ok(spans.every((span) => span.offset + span.length <= text.trimEnd().length));
      assert.deepEqual(spans.at(-1), { offset, length: 1 });
      assert.equal(text[offset], token);
    });
  }
});

describe('comments', () => {
  it('are removed with their line or the spaces before them, one or all of them', () => {
    const text = `// a\n{\n  /* b */\n  "agent_name": "A", // c\n  "inbound": /* d */ true # e\n}`;
    const [[single, afterSingle] = [], [all, afterAll] = []] = applyFixes(text);
    assert.deepEqual([single, afterSingle], ['Remove comment!', text.replace('// a\n', '')]);
    assert.deepEqual(
      [all, afterAll],
      ['Remove all comments', '{\n  "agent_name": "A",\n  "inbound": true\n}'],
    );
  });

  it('that are unterminated are kept: the rest may belong to the agent', () => {
    assert.deepEqual(applyFixes('{"agent_name": "A", /* b\n"inbound": true}'), []);
  });
});
