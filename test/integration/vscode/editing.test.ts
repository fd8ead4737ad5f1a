import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  hoverIn,
  openAgent,
  extensionUnderTest,
  problems,
  rangeOf,
  replace,
  suggestionsAfter,
  applyAction,
} from '#support/language/editor';

const agent = {
  agent_name: 'Front desk',
  description: 'You answer the phone of a dentist.',
  inbound: true,
  language: 'en',
  contact_number: '+14155550132',
};

describe('an agent file in VS Code', () => {
  it('activates the extension and has its own language', async () => {
    const document = await openAgent(agent);
    assert.equal(document.languageId, 'agent-json');
    await problems(document, () => extensionUnderTest().isActive);
  });

  it('shows a diagnostic for a syntax error until it is fixed', async () => {
    const document = await openAgent(agent);
    await replace(document, '"en"', '"englsh"');
    const [found] = await problems(document, (all) => all.length === 1);
    assert.ok(found);
    assert.equal(found.source, 'agent-json');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(found.range), '"englsh"');
    await replace(document, '"englsh"', '"de"');
    await problems(document, (all) => all.length === 0);
  });

  it('reports each problem once: the built-in JSON support is inactive', async () => {
    const document = await openAgent('{\n  "agent_name": "Front desk",,\n}\n');
    const found = await problems(document, (all) => all.length > 0);
    assert.deepEqual([...new Set(found.map(({ source }) => source))], ['agent-json']);
  });

  it('completes languages with their names', async () => {
    const document = await openAgent(agent);
    const items = await suggestionsAfter(document, '"language": "');
    assert.equal(items.length, 43);
    const german = items.find(({ label }) => labelOf(label).includes('de'));
    assert.ok(german);
    assert.match(JSON.stringify([german.label, german.detail, german.documentation]), /German/);
  });

  it('completes missing properties', async () => {
    const document = await openAgent(agent);
    await replace(document, '"+14155550132"', '"+14155550132",\n  ""');
    const labels = (await suggestionsAfter(document, '"+14155550132",\n  "')).map(({ label }) =>
      labelOf(label),
    );
    assert.ok(labels.includes('assistant_provider'), labels.join());
    assert.ok(!labels.includes('agent_name'), labels.join());
  });

  it('explains a property on hover', async () => {
    const document = await openAgent({ ...agent, chat_assistant_id: 'agent_0123456789' });
    assert.match(await hoverIn(document, '"chat_assistant_id"'), /chat/i);
  });

  it('offers a fix for a misspelled property', async () => {
    const document = await openAgent({ ...agent, inbuond: true });
    const [found] = await problems(document, (all) => all.length === 1);
    assert.ok(found);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, '"inbuond"'),
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.ok(fixes.length > 0, 'there is a fix');
  });

  it('adds missing provider properties and changes the provider, with the indentation of the surrounding lines', async () => {
    const document = await openAgent({ ...agent, assistant_provider: 'sms', llm_max_tokens: 512 });
    await problems(document, (all) => all.length === 1);
    const lines = document.getText().split('\n');
    await applyAction(document, '"sms"', /^Add /);
    const added = [
      ...lines.slice(0, -3),
      '  "llm_max_tokens": 512,',
      '  "chat_assistant_id": "<chat_assistant_id>"',
    ];
    assert.deepEqual(document.getText().split('\n'), [...added, '}', '']);
    await applyAction(document, '"sms"', /^Change provider to Vapi$/);
    const changed = added.map((line) => line.replace('"sms"', '"vapi"'));
    const last = `${changed.at(-1) ?? ''},`;
    const key = '  "vapi_api_key": "${secret:VAPI_API_KEY}"';
    assert.deepEqual(document.getText().split('\n'), [...changed.slice(0, -1), last, key, '}', '']);
  });
});

function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}
