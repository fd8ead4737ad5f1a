import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAgentLanguage } from '#language/index';
import type { PromptFile, PromptFileError } from '#language/promptFiles/promptText';
import { applyEdits } from '#language/syntax/edit';
import { agentSchema, annotated } from '#support/language/agents';
import { describeProblems } from '#support/language/problems';

const language = createAgentLanguage(agentSchema);

function agentWithDescription(value: string, more = ''): string {
  return `{"agent_name": "Desk", "description": ${JSON.stringify(value)}, "inbound": true${more}}`;
}

/** `severity rule at token: message`, with these prompt files. */
function describeProblemsWith(text: string, files: Readonly<Record<string, PromptFile>>): string[] {
  const agent = annotated(text);
  const expanded = language.expand(agent, new Map(Object.entries(files)));
  const whole = language.annotate(language.parse(expanded.text));
  return language
    .problemsWithPrompts(expanded, whole)
    .map(
      ({ severity, rule, span, message, fix, promptFile }) =>
        `${severity} ${rule} at ${text.slice(span.offset, span.offset + span.length)}: ${message}` +
        (promptFile === undefined ? '' : ` In ${promptFile}, ${fix ? 'with' : 'without'} a fix.`),
    );
}

const prompt = (text: string): PromptFile => ({ kind: 'text', text });

describe('a reference to a prompt file: problems that only depend on the agent file', () => {
  const valid = [
    '${file:./a.prompt.md}',
    '${file:a.md}',
    '${file:../shared/a.txt}',
    'See file: a.md.',
    'profile:',
  ];
  for (const value of valid) {
    it(`${value}: is valid`, () => assert.deepEqual(describeProblems(agentWithDescription(value)), []));
  }

  const nearReferences: readonly (readonly [value: string, fixed: string | undefined, message: string])[] = [
    [
      '${file: ./a.md}',
      '${file:./a.md}',
      'The path of a prompt file must be relative to the agent file, with forward slashes.',
    ],
    [
      '${FILE:./a.md}',
      '${file:./a.md}',
      'Invalid reference in "description". The value must be ${file:./PATH}.',
    ],
    [
      '{{file:./a.md}}',
      '${file:./a.md}',
      'Invalid reference in "description". The value must be ${file:./PATH}.',
    ],
    [
      '${file:./a.md',
      '${file:./a.md}',
      'Invalid reference in "description". The value must be ${file:./PATH}.',
    ],
    [
      '${file:}',
      undefined,
      'The path of a prompt file must be relative to the agent file, with forward slashes.',
    ],
    [
      '${file:/etc/passwd}',
      undefined,
      'The path of a prompt file must be relative to the agent file, with forward slashes.',
    ],
    [
      '${file:.\\a.md}',
      '${file:./a.md}',
      'The path of a prompt file must be relative to the agent file, with forward slashes.',
    ],
    [
      '${file:./a.md} Hi',
      '${file:./a.md}',
      '"description" contains other text besides a file reference. The value must be ${file:./PATH}.',
    ],
  ];
  for (const [value, fixed, message] of nearReferences) {
    it(`${value}: ${fixed === undefined ? 'has no fix' : `is fixed to ${fixed}`}`, () => {
      const text = agentWithDescription(value);
      assert.deepEqual(describeProblems(text), [`error prompt-file at ${JSON.stringify(value)}: ${message}`]);
      const agent = annotated(text);
      const fixes = language.problems(agent).flatMap((problem) => language.fixes(agent, problem));
      const texts = fixes.map(({ edits }) => applyEdits(text, edits));
      assert.deepEqual(texts, fixed === undefined ? [] : [agentWithDescription(fixed)]);
    });
  }

  it('within a prompt: is a warning, as the prompt may mean the text itself', () => {
    assert.deepEqual(describeProblems(agentWithDescription('Do not send ${file:./a.md}.')), [
      'warning prompt-file at "Do not send ${file:./a.md}.": ' +
        '"description" contains other text besides a file reference. The value must be ${file:./PATH}.',
    ]);
  });

  it('in a short property: is an error that offers to remove the property', () => {
    const text = agentWithDescription('Hi', ', "assistant_id": "${file:./id.txt}"');
    assert.deepEqual(describeProblems(text), [
      'error prompt-file at "${file:./id.txt}": "assistant_id" can\'t be in a prompt file. Enter the value.',
    ]);
    const agent = annotated(text);
    const [fix] = language.problems(agent).flatMap((problem) => language.fixes(agent, problem));
    assert.equal(fix && applyEdits(text, fix.edits), agentWithDescription('Hi'));
  });

  it('in a secret: is an error, once', () => {
    const text = agentWithDescription(
      'Hi',
      ', "assistant_provider": "vapi", "vapi_api_key": "${file:./key.txt}"',
    );
    assert.deepEqual(
      describeProblems(text).filter((problem) => problem.includes('key.txt')),
      [
        'error prompt-file at "${file:./key.txt}": "vapi_api_key" can\'t be in a prompt file. ' +
          'The value must be ${env:NAME} or ${secret:NAME}.',
      ],
    );
  });
});

describe('a reference to a prompt file: problems of the file', () => {
  const text = agentWithDescription('${file:./a.md}');
  const messages: Readonly<Record<Exclude<PromptFileError, 'invalid-path'>, string>> = {
    missing: 'The prompt file "./a.md" does not exist.',
    'wrong-case': '"./a.md" differs from the actual file name only in casing or in the encoding of accents.',
    outside: 'The prompt file "./a.md" is outside the project folder.',
    'not-a-file': '"./a.md" is not a file.',
    'not-text': '"./a.md" can\'t be a prompt file. It must end in .md, .markdown, or .txt and not be hidden.',
    'too-large': 'The prompt file "./a.md" is larger than 1 MB.',
    'not-utf8': 'The prompt file "./a.md" is not encoded in UTF-8.',
    unreadable: 'The prompt file "./a.md" can\'t be read.',
  };
  for (const [kind, message] of Object.entries(messages)) {
    it(`${kind}: is an error at the value`, () => {
      assert.deepEqual(describeProblemsWith(text, { './a.md': { kind: kind as PromptFileError } }), [
        `error prompt-file at "\${file:./a.md}": ${message}`,
      ]);
    });
  }

  it('an invalid path: is reported once', () => {
    const absolute = agentWithDescription('${file:/a.md}');
    assert.equal(describeProblemsWith(absolute, { '/a.md': { kind: 'invalid-path' } }).length, 1);
  });

  it('only another reference: is an error', () => {
    assert.deepEqual(describeProblemsWith(text, { './a.md': prompt('${file:./b.md}\n') }), [
      'error prompt-file at "${file:./a.md}": A prompt file must contain the prompt, not another reference.',
    ]);
  });
});

describe('problems of an agent with a prompt file', () => {
  const text = agentWithDescription('${file:./a.md}', ', "language": "english"');
  const unknownLanguage = 'error not-in-enum at "english": Invalid value for "language". Did you mean "en"?';

  it('in the agent file: are where they are in the agent file', () => {
    assert.deepEqual(describeProblemsWith(text, { './a.md': prompt('Answers the phone.\n'.repeat(20)) }), [
      unknownLanguage,
    ]);
  });

  it('in the prompt: are at the reference, and no fix would edit the agent file', () => {
    assert.deepEqual(describeProblemsWith(text, { './a.md': prompt('<description>\n') }), [
      'info placeholder at "${file:./a.md}": "description" is still a placeholder. Replace it with the real value. ' +
        'In ./a.md, without a fix.',
      unknownLanguage,
    ]);
  });

  it('an API key in the prompt: is reported at the reference', () => {
    const [first] = describeProblemsWith(text, {
      './a.md': prompt(`Use sk-${'FAKEa1b2c3d4'.repeat(4)} to log in.`),
    });
    assert.match(first ?? '', /^warning plaintext-secret at "\$\{file:\.\/a\.md\}"/);
  });
});
