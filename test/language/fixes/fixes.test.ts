import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../server/src/language/edit';
import { type Fix, fixAll, fixesFor } from '../../../server/src/language/fixes';
import { rules } from '../../../server/src/language/problems';
import { annotated } from '../../support/agents';
import { agentWith, problemOf, problemsOf, told } from '../../support/problems';

interface Case {
  readonly rule: string;
  /** Members besides the needed ones, or a whole text. */
  readonly before: string;
  /** [title, the same after the fix], the best fix first. */
  readonly fixes: readonly [title: string, after: string][];
  /** Which of them to take without looking; none where that would be rash. */
  readonly preferred?: 0 | 1;
  /** What is told afterwards: a person has to fill it in, or it was there before. */
  readonly left?: RegExp;
}

const cases: Case[] = [
  {
    rule: 'wrong-type',
    before: '"llm_temperature": "0.5"',
    fixes: [['Replace by 0.5', '"llm_temperature": 0.5']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"outbound_auto_call": "False"',
    fixes: [['Replace by false', '"outbound_auto_call": false']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"llm_max_tokens": 99.6',
    fixes: [['Replace by 100', '"llm_max_tokens": 100']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"assistant_id": 1234567890123',
    fixes: [['Replace by "1234567890123"', '"assistant_id": "1234567890123"']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"outbound_numbers": "+14155550123"',
    fixes: [['Put it in a list', '"outbound_numbers": [\n    "+14155550123"\n  ]']],
    preferred: 0,
  },
  {
    rule: 'wrong-type',
    before: '"language": null, "llm_max_tokens": 5',
    fixes: [['Remove language', '"llm_max_tokens": 5']],
  },
  { rule: 'wrong-type', before: '"llm_temperature": "warm"', fixes: [] },
  {
    rule: 'not-in-enum',
    before: '"language":  "en-US"',
    fixes: [
      ['Replace by "en"', '"language":  "en"'],
      ['Allow this value of language in the settings', '"language":  "en-US"'],
    ],
    preferred: 0,
  },
  {
    rule: 'wrong-form',
    before: '"contact_number": "+1 (415) 555-0123"',
    fixes: [['Replace by "+14155550123"', '"contact_number": "+14155550123"']],
    preferred: 0,
  },
  {
    rule: 'out-of-range',
    before: '"llm_temperature": 2.5',
    fixes: [['Replace by 2', '"llm_temperature": 2']],
    preferred: 0,
  },
  {
    rule: 'out-of-range',
    before: '"llm_temperature": -0.1',
    fixes: [['Replace by 0', '"llm_temperature": 0']],
    preferred: 0,
  },
  {
    rule: 'json-in-string',
    before: String.raw`"transcript_provider": "livekit", "livekit_data": "{\"url\": \"wss://x.example\", \"config\": {\"n\": 12345678901234567890}}"`,
    fixes: [
      [
        'Take it out of the quotes',
        '"transcript_provider": "livekit", "livekit_data": {\n    "url": "wss://x.example",\n    "config": {\n      "n": 12345678901234567890\n    }\n  }',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'unknown-member',
    before: '"contactNumber" : "+14155550123"',
    fixes: [
      ['Rename to contact_number', '"contact_number" : "+14155550123"'],
      ['Remove contactNumber', ''],
    ],
    preferred: 0,
  },
  { rule: 'unknown-member', before: '"weather": "fine"', fixes: [['Remove weather', '']] },
  {
    rule: 'duplicate-member',
    before: '"language": "de", "llm_max_tokens": 1, "language": "fr"',
    fixes: [['Remove this language, which has no effect', '"llm_max_tokens": 1, "language": "fr"']],
    preferred: 0,
  },
  {
    rule: 'read-only-member',
    before: '"created_at": "2026-05-20T17:42:11Z"',
    fixes: [['Remove created_at', '']],
  },
  {
    rule: 'masked-secret',
    before: '"sip_auth": {"username": "u", "password": "****"}',
    fixes: [
      ['Remove sip_auth.password', '"sip_auth": {"username": "u"}'],
      [
        'Replace by ${secret:SIP_PASSWORD}',
        '"sip_auth": {"username": "u", "password": "${secret:SIP_PASSWORD}"}',
      ],
    ],
    preferred: 1,
  },
  {
    rule: 'masked-secret',
    before: '"transcript_provider": "bland", "bland_api_key_configured": true, "bland_api_key": "[REDACTED]"',
    fixes: [
      ['Remove bland_api_key', '"transcript_provider": "bland", "bland_api_key_configured": true'],
      [
        'Replace by ${secret:BLAND_API_KEY}',
        '"transcript_provider": "bland", "bland_api_key_configured": true, "bland_api_key": "${secret:BLAND_API_KEY}"',
      ],
    ],
    preferred: 0,
    left: /^hint read-only-member/,
  },
  {
    rule: 'empty-secret',
    before: '"webhook_secret": ""',
    fixes: [
      ['Remove webhook_secret', ''],
      ['Replace by ${secret:WEBHOOK_SECRET}', '"webhook_secret": "${secret:WEBHOOK_SECRET}"'],
    ],
    preferred: 1,
    left: /^warning unknown-member/,
  },
  {
    rule: 'bad-reference',
    before: '"sip_auth": {"password": "${ENV.SIP_PASSWORD}"}',
    fixes: [['Replace by "${env:SIP_PASSWORD}"', '"sip_auth": {"password": "${env:SIP_PASSWORD}"}']],
    preferred: 0,
  },
  {
    rule: 'bad-reference',
    before: '"sip_auth": {"password": "${SIP}"}',
    fixes: [
      ['Replace by "${secret:SIP}"', '"sip_auth": {"password": "${secret:SIP}"}'],
      ['Replace by "${env:SIP}"', '"sip_auth": {"password": "${env:SIP}"}'],
    ],
    preferred: 0,
  },
  {
    rule: 'literal-secret',
    before: '"sip_auth": {"password": "FAKE-do-not-use"}',
    fixes: [
      [
        'Move the secret to secure storage and leave a reference',
        '"sip_auth": {"password": "FAKE-do-not-use"}',
      ],
      ['Replace by ${env:SIP_PASSWORD}', '"sip_auth": {"password": "${env:SIP_PASSWORD}"}'],
    ],
    preferred: 0,
  },
  {
    rule: 'unused-provider-member',
    before: '"retell_data": {"trigger_url": "https://x.example"}, "retell_api_key": "${env:R}"',
    fixes: [],
  },
  {
    rule: 'unsupported-feature',
    before: '"assistant_provider": "cisco", "auto_sync_prompt_enabled": true',
    fixes: [['Replace by false', '"assistant_provider": "cisco", "auto_sync_prompt_enabled": false']],
    preferred: 0,
  },
  {
    rule: 'auto-call-inbound',
    before: '"outbound_auto_call": true',
    fixes: [['Replace by false', '"outbound_auto_call": false']],
    preferred: 0,
  },
  {
    rule: 'websocket-url',
    before: '"websocket_url": "https://x.example/chat?room=1"',
    fixes: [['Replace by "wss://x.example/chat?room=1"', '"websocket_url": "wss://x.example/chat?room=1"']],
    preferred: 0,
  },
  {
    rule: 'odd-url',
    before: '"transcript_provider": "vapi", "vapi_data": {"trigger_url": "x.example/start"}',
    fixes: [
      [
        'Replace by "https://x.example/start"',
        '"transcript_provider": "vapi", "vapi_data": {"trigger_url": "https://x.example/start"}',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'sip-endpoint',
    before: '"sip_endpoint": "desk@x.example:5060"',
    fixes: [['Replace by "sip:desk@x.example:5060"', '"sip_endpoint": "sip:desk@x.example:5060"']],
    preferred: 0,
  },
  {
    rule: 'url-credentials',
    before: '"websocket_url": "wss://me:hunter2@x.example/chat"',
    fixes: [['Take user and password out of the address', '"websocket_url": "wss://x.example/chat"']],
    preferred: 0,
  },
  {
    rule: 'odd-phone',
    before: '"outbound_numbers": ["+1 415 555 0123", "+14155550124"]',
    fixes: [['Replace by "+14155550123"', '"outbound_numbers": ["+14155550123", "+14155550124"]']],
    preferred: 0,
  },
  {
    rule: 'provider-needs',
    before: '"assistant_provider": "retell",\n  "language": "en"',
    fixes: [
      [
        'Add retell_api_key and chat_assistant_id',
        '"assistant_provider": "retell",\n  "language": "en",\n  "retell_api_key": "${secret:RETELL_API_KEY}",\n  "chat_assistant_id": "<chat_assistant_id>"',
      ],
    ],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d"\n  "inbound": true}',
    fixes: [['Insert a comma', '{"agent_name": "A", "description": "d",\n  "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", "inbound": true,\n}',
    fixes: [['Remove the comma', '{"agent_name": "A", "description": "d", "inbound": true\n}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", "inbound": True}',
    fixes: [['Write true', '{"agent_name": "A", "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", "description": "d", inbound: true}',
    fixes: [['Write "inbound"', '{"agent_name": "A", "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'syntax',
    before: '{"agent_name": "A", /* ours */ "description": "d", "inbound": true}',
    fixes: [['Remove the comment', '{"agent_name": "A",  "description": "d", "inbound": true}']],
    preferred: 0,
  },
  {
    rule: 'missing-required',
    before: '{\n\t"agent_name": "A"\n}',
    fixes: [
      [
        'Add description and inbound',
        '{\n\t"agent_name": "A",\n\t"description": "<description>",\n\t"inbound": null\n}',
      ],
    ],
    preferred: 0,
    left: /^error wrong-type at null/,
  },
];

/** A text as it stands, or an agent with the members that a case names. */
function whole(text: string): string {
  if (text.startsWith('{')) return text;
  return text === '' ? agentWith('').replace(/, \}$/, '}') : agentWith(text);
}

function fixesOf(text: string, rule: string): Fix[] {
  return fixesFor(annotated(text), problemOf(text, rule));
}

describe('fixes', () => {
  it('are those that a problem is known to have, each with just the change it names', () => {
    for (const { rule, before, fixes, preferred } of cases.filter(
      (one) => one.rule !== 'unused-provider-member',
    )) {
      const text = whole(before);
      const offered = fixesOf(text, rule);
      assert.deepEqual(
        offered.map(({ title, edits }) => [title, applyEdits(text, edits)]),
        fixes.map(([title, after]) => [title, whole(after)]),
        `${rule}: ${before}`,
      );
      const chosen = offered.flatMap((fix, index) => (fix.preferred ? [index] : []));
      assert.deepEqual(chosen, preferred === undefined ? [] : [preferred], `${rule}: ${before}`);
    }
  });

  it('make their problem go, and bring no other but what a person must fill in', () => {
    for (const { rule, before, left = /^(?!)/ } of cases.filter((one) => one.fixes.length > 0)) {
      const text = whole(before);
      for (const { edits, title } of fixesOf(text, rule)) {
        const after = applyEdits(text, edits);
        if (edits.length === 0) continue;
        const count = (one: string) => problemsOf(one).filter((problem) => problem.rule === rule).length;
        assert.equal(count(after), count(text) - 1, title);
        const unexpected = told(after).filter((line) => !left.test(line) && !told(text).includes(line));
        assert.deepEqual(unexpected, [], title);
      }
    }
  });

  it('leave an agent to its author where only he knows', () => {
    const leftAlone = ['blank-name', 'placeholder', 'too-short', 'too-long'];
    const tested = new Set([...cases.map(({ rule }) => rule), ...leftAlone, 'outbound-without-number']);
    assert.deepEqual([...tested].sort(), rules.map(({ id }) => id).sort());
    for (const members of [
      '"assistant_id": "short"',
      '"llm_model": "<llm_model>"',
      '"pronunciation_words": [["a"]]',
    ]) {
      const text = agentWith(members);
      for (const problem of problemsOf(text)) assert.deepEqual(fixesFor(annotated(text), problem), []);
    }
  });

  it('take out one member of an unused provider, or all of them', () => {
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
        ['Remove retell_data', agentWith([second, kept].join(', '))],
        ['Remove all that is for retell', agentWith(kept)],
      ],
    );
  });

  it('give an outbound agent its number', () => {
    const text = whole('').replace('true', 'false');
    const [fix] = fixesOf(text, 'outbound-without-number');
    assert.match(
      applyEdits(text, fix!.edits),
      /"inbound": false, ?\s*"contact_number": "<contact_number>"\}$/,
    );
  });

  it('leave what a client must do to the client, and tell it no secret', () => {
    const secret = agentWith('"sip_auth": {"password": "FAKE-do-not-use"}');
    const [move] = fixesOf(secret, 'literal-secret');
    assert.deepEqual(move!.command, { name: 'agentJson.moveSecret', pointer: '/sip_auth/password' });
    assert.ok(!JSON.stringify(fixesOf(secret, 'literal-secret')).includes('FAKE'));

    const [, allow] = fixesOf(agentWith('"assistant_provider": "retel"'), 'not-in-enum');
    assert.deepEqual(allow!.command, {
      name: 'agentJson.allowValue',
      member: 'assistant_provider',
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

describe('fixes of members written twice', () => {
  it('mend the marked one', () => {
    const text = agentWith('"webhook_secret": "FAKE-a", "language": "en", "webhook_secret": "${env:B}"');
    const [fix, ...more] = fixesOf(text, 'literal-secret');
    assert.deepEqual(more, []);
    assert.equal(applyEdits(text, fix!.edits), text.replace('FAKE-a', '${env:WEBHOOK_SECRET}'));
    const masked = text.replace('FAKE-a', '****');
    const [remove] = fixesOf(masked, 'masked-secret');
    assert.equal(applyEdits(masked, remove!.edits), masked.replace('"webhook_secret": "****", ', ''));
  });
});

describe('adding all that is missing', () => {
  it('has tab stops for clients that can, with nothing in them read as a variable', () => {
    const [fix] = fixesOf(agentWith('"assistant_provider": "retell"'), 'provider-needs');
    const [edit] = fix!.snippetEdits ?? [];
    assert.match(edit!.newText, /"retell_api_key": "\$\{1:\\\$\{secret:RETELL_API_KEY\\\}\}"/);
    assert.match(edit!.newText, /"chat_assistant_id": "\$\{2:<chat_assistant_id>\}"/);
    const [required] = fixesOf('{}', 'missing-required');
    assert.match(required!.snippetEdits![0]!.newText, /"inbound": \$\{3\|true,false\|\}/);
  });

  it('adds into an object that is there, and in place of null or ""', () => {
    const text = agentWith(
      '"assistant_provider": "livekit",\n  "livekit_api_key": "${env:L}", "livekit_data": null',
    );
    const [fix] = fixesOf(text, 'provider-needs');
    const after = applyEdits(text, fix!.edits);
    assert.match(after, /"url": "<url>"/);
    assert.deepEqual(told(after), []);
    const empty = agentWith('"assistant_provider": "sms", "chat_assistant_id": ""');
    const [fill] = fixesOf(empty, 'provider-needs');
    assert.equal(applyEdits(empty, fill!.edits), empty.replace('""', '"<chat_assistant_id>"'));
  });
});

describe('fixing all', () => {
  it('does only what cannot change the meaning, all at once', () => {
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
});
