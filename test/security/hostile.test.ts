import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { WorkspaceDiagnosticRequest } from 'vscode-languageserver/node';
import { sanitizeMessage } from '#client/ui/sanitize';
import { fileNameFor } from '#sync/pull/fileNames';
import { tempFolder } from '#scripts/host/folders.mjs';
import { createAgentLanguage } from '#language/index';
import { agentSchema } from '#support/language/agents';
import { TestClient } from '#support/testClient';

/** Values that try to be rendered or executed. */
const payloads = [
  '[Free](command:workbench.action.terminal.new)',
  '![x](https://evil.example/pixel.png)',
  '<img src=https://evil.example/x onerror=alert(1)>',
  '<https://evil.example>',
  '`` `[x](command:a) ` ``',
  '](command:a)[',
  '$(loading~spin) $(zap)',
  'a\n\n# Heading\n\n[x](command:a)',
  '\u202Egnp.exe\u2066',
  '\u001B[2J\u0000\u0007',
  '| a | b |\n|---|---|\n| [x](command:a) | b |',
  '<!-- --><script>alert(1)</script>',
  '\\[x\\](command:a) \\\\[x](command:a)',
];

const language = createAgentLanguage(agentSchema);

/** The links that VS Code would render from Markdown, except for the API documentation. Code and escaped text contain none. */
function linksIn(markdown: string): string[] {
  const docsLink = `[Cekura API](${agentSchema.docs})`;
  const bare = markdown
    .replaceAll(docsLink, '')
    .replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    .replace(/\\[\\`*_{}[\]()<>#+!|~&:$-]/g, '');
  return [...(bare.match(/\]\(|<[a-z/!]|!\[|command:|https?:/gi) ?? [])];
}

describe('text of a file stays plain text', () => {
  const properties = [
    'agent_name',
    'language',
    'llm_model',
    'assistant_provider',
    'websocket_url',
    'contact_number',
  ];
  it('in the hover of any property, known or not, and of its value', () => {
    for (const payload of payloads) {
      const values = [...properties, payload].map(
        (name) => `${JSON.stringify(name)}: ${JSON.stringify(payload)}`,
      );
      const text = `{${values.join(', ')}, "topic_nodes": {${JSON.stringify(payload)}: 1}}`;
      const agent = language.annotate(language.parse(text));
      for (let offset = 0; offset <= text.length; offset++)
        assert.deepEqual(linksIn(language.hover(agent, offset)?.markdown ?? ''), []);
    }
  });

  it('in completion documentation, including values from folder settings', () => {
    const options = { additionalValues: { llm_model: payloads, language: payloads } };
    const settled = createAgentLanguage(agentSchema, { ...options, rules: {}, excludedFiles: [] });
    for (const name of ['llm_model', 'language']) {
      const text = `{"${name}": ""}`;
      const agent = settled.annotate(settled.parse(text));
      const found = settled.completions(
        agent,
        text.length - 2,
        { snippets: true },
        { secrets: payloads, env: [] },
      );
      assert.ok(found.length >= payloads.length);
      for (const { documentation } of found) assert.deepEqual(linksIn(documentation()), []);
    }
  });

  it('in document links: only URLs that are shown unchanged', () => {
    const targets = [
      'command:a',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'vscode://x/y',
      'https://a@evil.example',
    ];
    const text = JSON.stringify({ websocket_url: 'x', custom: targets });
    assert.deepEqual(language.documentLinks(language.annotate(language.parse(text))), []);
  });

  it('in a notification', () => {
    for (const lure of payloads) {
      const message = sanitizeMessage(`Pushed 1 change to ${lure}.`);
      assert.doesNotMatch(message, /\]\(|[\p{Cc}\p{Cf}]/u);
    }
    assert.notDeepEqual(linksIn(payloads.join('\n')), [], 'the payloads contain links');
    assert.equal(sanitizeMessage('Pushed [a] (b) to é漢😀.'), 'Pushed [a] (b) to é漢😀.');
  });
});

describe('an agent name as a file name', () => {
  const names = [
    '../../.bashrc',
    '..\\..\\x',
    '/etc/passwd',
    'C:\\x',
    '.',
    '..',
    '',
    'CON',
    'a\0b',
    'a/../../b',
    '~',
    '\u202Etxt.exe',
  ];
  for (const name of [...names, ...payloads])
    it(`stays in its folder: ${JSON.stringify(name)}`, () => {
      assert.match(fileNameFor(name, []), /^[\p{L}\p{N}\p{M}-]+\.agent\.json$/u);
    });
  it('never overwrites another file', () => {
    const usedNames = ['ada.agent.json', 'ADA-2.agent.json'];
    assert.equal(fileNameFor('Ada', usedNames), 'ada-3.agent.json');
  });
});

describe('a malicious folder', () => {
  let outside: string;
  let folder: string;
  let client: TestClient;
  before(async () => {
    outside = tempFolder('outside');
    folder = tempFolder('hostile');
    writeFileSync(join(outside, 'far.agent.json'), '{"agent_name": 7}');
    const files: Record<string, string | Buffer> = {
      'invalid-utf8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0xed, 0xa0, 0x80, 0x7d]),
      utf16: Buffer.from('\uFEFF{"agent_name": 1}', 'utf16le'),
      nul: '\u0000'.repeat(1000),
      empty: '',
      deep: '['.repeat(100_000),
      long: `{"description": "${'x'.repeat(5_000_000)}"}`,
      prototype: '{"__proto__": {"inbound": 1}, "constructor": 2}',
      'a [x](command:y) %2e%2e ünï 😀': '{"agent_name": 7}',
    };
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, `${name}.agent.json`), content);
    symlinkSync(outside, join(folder, 'linked'));
    symlinkSync(join(outside, 'far.agent.json'), join(folder, 'link.agent.json'));
    symlinkSync(folder, join(folder, 'round'));
    mkdirSync(join(folder, 'directory.agent.json'));
    client = await TestClient.start({
      capabilities: { textDocument: { diagnostic: {} } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'hostile' }],
    });
  });
  after(() => client.stop());

  const requestDiagnostics = (previousResultIds: { uri: string; value: string }[] = []) =>
    client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });

  it('is validated file by file without following links', async () => {
    const { items } = await requestDiagnostics();
    const names = items.map(({ uri }) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)));
    assert.equal(names.length, 8, names.join(', '));
    assert.ok(!names.some((name) => name.startsWith('far') || name.startsWith('link')));
    for (const item of items) assert.ok(item.kind === 'full' && Array.isArray(item.items));
  });

  it('gets no information about files outside through unusual URIs', async () => {
    const uris = [
      'file:///%00',
      'file://host/share/a.agent.json',
      'untitled:x',
      'x',
      'file:///%zz',
      'command:a',
    ];
    const { items } = await requestDiagnostics(uris.map((uri) => ({ uri, value: 'old' })));
    const unusual = items.filter(({ uri }) => !uri.includes('hostile-'));
    for (const item of unusual) assert.deepEqual(item.kind === 'full' && item.items, []);
  });

  it('causes no log entry', () => assert.deepEqual(client.log, []));
});
