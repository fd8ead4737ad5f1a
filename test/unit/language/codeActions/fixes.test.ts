import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '#language/syntax/edit';
import { type Fix, fixAll, fixesFor } from '#language/codeActions/index';
import { rules } from '#language/diagnostics/index';
import { annotated } from '#support/language/agents';
import { fixCases as cases, agentText } from '#support/language/fixCases';
import {
  agentWith,
  requiredProperties,
  problemOf,
  problemsOf,
  describeProblems,
} from '#support/language/problems';

function fixesOf(text: string, rule: string): Fix[] {
  return fixesFor(annotated(text), problemOf(text, rule));
}

describe('quick fixes', () => {
  it('are those expected for each problem, with exactly the expected edits', () => {
    for (const { rule, before, fixes, preferred } of cases.filter(
      (fixCase) => fixCase.rule !== 'unused-provider-property',
    )) {
      const text = agentText(before);
      const offered = fixesOf(text, rule);
      assert.deepEqual(
        offered.map(({ title, edits }) => [title, applyEdits(text, edits)]),
        fixes.map(([title, after]) => [title, agentText(after)]),
        `${rule}: ${before}`,
      );
      const chosen = offered.flatMap((fix, index) => (fix.preferred ? [index] : []));
      assert.deepEqual(chosen, preferred === undefined ? [] : [preferred], `${rule}: ${before}`);
    }
  });

  it('fix their problem and cause no other, except placeholders', () => {
    for (const { rule, before, remaining = /^(?!)/ } of cases.filter((fixCase) => fixCase.fixes.length > 0)) {
      const text = agentText(before);
      for (const { edits, title } of fixesOf(text, rule)) {
        const after = applyEdits(text, edits);
        if (edits.length === 0) continue;
        const count = (content: string) =>
          problemsOf(content).filter((problem) => problem.rule === rule).length;
        assert.equal(count(after), count(text) - 1, title);
        const unexpected = describeProblems(after, { placeholder: 'off' }).filter(
          (line) => !remaining.test(line) && !describeProblems(text).includes(line),
        );
        assert.deepEqual(unexpected, [], title);
      }
    }
  });

  it('are not offered if the intention is unclear', () => {
    const withoutFix = ['blank-string', 'placeholder', 'too-short', 'too-long'];
    const tested = new Set([...cases.map(({ rule }) => rule), ...withoutFix, 'outbound-without-number']);
    assert.deepEqual([...tested].sort(), rules.map(({ id }) => id).sort());
    for (const properties of [
      '"assistant_id": "short"',
      '"llm_model": "<llm_model>"',
      '"pronunciation_words": [["a"]]',
    ]) {
      const text = agentWith(properties);
      for (const problem of problemsOf(text)) assert.deepEqual(fixesFor(annotated(text), problem), []);
    }
  });

  it('remove one property of an unused provider, or all', () => {
    const [first, second, kept] = [
      '"retell_data": {"trigger_url": "https://x.example"}',
      '"retell_api_key": "${env:R}"',
      '"language": "en"',
    ];
    const text = agentWith([first, second, kept].join(', '));
    const [problem] = problemsOf(text);
    const fixes = fixesFor(annotated(text), problem!);
    assert.deepEqual(
      fixes.map(({ title, edits }) => [title, applyEdits(text, edits)]),
      [
        ['Remove "retell_data"', agentWith([second, kept].join(', '))],
        ['Remove all Retell properties', agentWith(kept)],
      ],
    );
  });

  it('add the phone number of an outbound agent', () => {
    const text = agentText('').replace('true', 'false');
    const [fix] = fixesOf(text, 'outbound-without-number');
    assert.match(
      applyEdits(text, fix!.edits),
      /"inbound": false, ?\s*"contact_number": "<contact_number>"\}$/,
    );
  });

  it('are commands of the client, which contain no secret', () => {
    const secret = agentWith('"sip_auth": {"password": "FAKE-do-not-use"}');
    const [move] = fixesOf(secret, 'plaintext-secret');
    assert.deepEqual(move!.command, { name: 'agentJson.moveSecret', pointer: '/sip_auth/password' });
    assert.ok(!JSON.stringify(fixesOf(secret, 'plaintext-secret')).includes('FAKE'));

    const [, allow] = fixesOf(agentWith('"assistant_provider": "retel"'), 'not-in-enum');
    assert.deepEqual(allow!.command, {
      name: 'agentJson.allowValue',
      property: 'assistant_provider',
      value: 'retel',
    });
    const allowed = annotated(agentWith('"assistant_provider": "retel"'), {
      additionalValues: { assistant_provider: ['retel'] },
    });
    assert.deepEqual(
      rules.flatMap((rule) => [...rule.check(allowed)]),
      [],
    );
  });
});

describe('fixes of duplicate properties', () => {
  it('apply to the marked one', () => {
    const text = agentWith('"webhook_secret": "FAKE-a", "language": "en", "webhook_secret": "${env:B}"');
    const [fix, ...more] = fixesOf(text, 'plaintext-secret');
    assert.deepEqual(more, []);
    assert.equal(applyEdits(text, fix!.edits), text.replace('FAKE-a', '${env:WEBHOOK_SECRET}'));
    const masked = text.replace('FAKE-a', '****');
    const [remove] = fixesOf(masked, 'masked-secret');
    assert.equal(applyEdits(masked, remove!.edits), masked.replace('"webhook_secret": "****", ', ''));
  });
});

describe('adding all missing properties', () => {
  it('has tab stops for clients that support them, and escapes variables', () => {
    const [fix] = fixesOf(agentWith('"assistant_provider": "retell"'), 'missing-provider-property');
    const [edit] = fix!.snippetEdits ?? [];
    assert.match(edit!.newText, /"retell_api_key": "\$\{1:\\\$\{secret:RETELL_API_KEY\\\}\}"/);
    assert.match(edit!.newText, /"chat_assistant_id": "\$\{2:<chat_assistant_id>\}"/);
    const [required] = fixesOf('{}', 'missing-required');
    assert.match(required!.snippetEdits![0]!.newText, /"inbound": \$\{3\|true,false\|\}/);
  });

  it('leaves the indentation of further lines to the editor', () => {
    const text = agentWith('"assistant_provider": "sms"')
      .replaceAll(/([{,]) ?/g, '$1\n  ')
      .replace('}', '\n}');
    const [fix] = fixesOf(text, 'missing-provider-property');
    const [plain, snippet] = [fix!.edits[0], fix!.snippetEdits![0]];
    assert.match(plain!.newText, /^,\n {2}"chat_assistant_id"/);
    assert.match(snippet!.newText, /^,\n"chat_assistant_id"/);
  });

  it('adds to an existing object, and replaces null or ""', () => {
    const text = agentWith(
      '"assistant_provider": "livekit",\n  "livekit_api_key": "${env:L}", "livekit_data": null',
    );
    const [fix] = fixesOf(text, 'missing-provider-property');
    const after = applyEdits(text, fix!.edits);
    assert.match(after, /"url": "<url>"/);
    const separated = fixesOf(
      text.replace('null', '{"agent_name": "desk"}').replace('"${env:L}"', '""'),
      'missing-provider-property',
    )[0];
    assert.ok(
      separated!.edits.length > 1 && !separated!.snippetEdits,
      'VS Code only indents one snippet correctly',
    );
    assert.deepEqual(describeProblems(after, { placeholder: 'off' }), []);
    const empty = agentWith('"assistant_provider": "sms", "chat_assistant_id": ""');
    const [fill] = fixesOf(empty, 'missing-provider-property');
    assert.equal(applyEdits(empty, fill!.edits), empty.replace('""', '"<chat_assistant_id>"'));
  });
});

describe('properties without their braces', () => {
  it('get the opening brace if the closing one is there', () => {
    const text = '"agent_name": "A",\n"description": "d",\n"inbound": true\n}';
    const [fix, ...others] = fixesOf(text, 'syntax');
    assert.deepEqual(others, []);
    assert.deepEqual(describeProblems(applyEdits(text, fix!.edits)), []);
  });
});

describe('fix all', () => {
  it('applies only fixes that keep the meaning, all at once', () => {
    const text = `{
  "agent_name": "Old", "agent_name": "Older",
  "agent_name": "Desk", // ours
  "description": "d"
  "inbound": "true",
  "llm_temperature": "0.5", "llm_max_tokens": 9.5,
  "language": "en-US",
}`;
    const fixed = applyEdits(text, fixAll(annotated(text))?.edits ?? []);
    assert.equal(
      fixed,
      `{
  "agent_name": "Desk", // ours
  "description": "d",
  "inbound": true,
  "llm_temperature": 0.5, "llm_max_tokens": 9.5,
  "language": "en-US"
}`,
    );
    assert.equal(fixAll(annotated(fixed)), undefined);
  });

  it('never resolves a merge conflict', () => {
    const text = `{
  "agent_name": "Desk",
<<<<<<< HEAD
  "llm_temperature": 0.3,
=======
  "llm_temperature": 0.7,
>>>>>>> feature/warmer
  "description": "d",
  "inbound": true
}`;
    assert.equal(fixAll(annotated(text)), undefined);
    assert.equal(fixAll(annotated(text), { syntax: 'off' }), undefined);
  });

  it('adds no comma to an unclosed array', () => {
    const text = `{${requiredProperties}, "outbound_numbers": ["+14155550123",\n "language": "en"}`;
    assert.equal(fixAll(annotated(text)), undefined);
  });
});
