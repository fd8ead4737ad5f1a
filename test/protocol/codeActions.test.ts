import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
  DocumentDiagnosticRequest,
  type Range,
  SnippetTextEdit,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { agentSchema } from '#support/language/agents';
import { agentWith } from '#support/language/problems';
import { TestClient, codesOf } from '#support/testClient';

const plain: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    diagnostic: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};
const withSnippets: ClientCapabilities = {
  ...plain,
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};
const providers = [...agentSchema.providers.keys()];

/** An editor with one open file that requests and applies code actions. */
class CodeActionClient {
  private count = 0;

  constructor(private readonly client: TestClient) {}

  async open(text: string): Promise<TextDocument> {
    this.count += 1;
    const uri = `file:///agents/${this.count}.agent.json`;
    await this.client.open(uri, text);
    return TextDocument.create(uri, 'agent-json', 1, text);
  }

  async problems(text: string): Promise<Diagnostic[]> {
    return this.problemsOf(await this.open(text));
  }

  async problemsOf({ uri }: TextDocument): Promise<Diagnostic[]> {
    const { connection } = this.client;
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    await this.client.close(uri);
    return report.kind === 'full' ? report.items : [];
  }

  async actions(document: TextDocument, place: string, only?: string[]): Promise<CodeAction[]> {
    const offset = document.getText().indexOf(place);
    assert.ok(offset >= 0, place);
    const at = document.positionAt(offset + 1);
    const range: Range = { start: at, end: at };
    const { uri } = document;
    const answer = await this.client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
    return (answer ?? []).filter((action): action is CodeAction => 'kind' in action);
  }
}

function editsOf({ title, edit }: CodeAction): (TextEdit | SnippetTextEdit)[] {
  const edits = edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) ?? [];
  assert.ok(edits.length > 0, title);
  return edits;
}

function applyAction(document: TextDocument, action: CodeAction): string {
  return TextDocument.applyEdits(
    document,
    editsOf(action).filter((edit): edit is TextEdit => 'newText' in edit),
  );
}

/** Replaces placeholders with the examples of their properties. */
function withoutPlaceholders(text: string): string {
  return text.replaceAll(/"([a-z_]+)": "<\1>"/g, (_, name: string) => {
    const [example] = examplesOf(name);
    return `${JSON.stringify(name)}: ${JSON.stringify(example)}`;
  });
}

function examplesOf(name: string): readonly unknown[] {
  const { root } = agentSchema;
  const nested = [...root.properties.values()].map((property) => property.properties.get(name));
  return [root.properties.get(name), ...nested].find((property) => property?.examples.length)?.examples ?? [];
}

describe('missing provider properties, fixed in an editor', () => {
  let client: TestClient;
  let desk: CodeActionClient;
  before(async () => {
    client = await TestClient.start({ capabilities: plain });
    desk = new CodeActionClient(client);
  });
  after(() => client.stop());

  for (const id of providers) {
    it(`${id}: one problem that names all of them, only placeholders once they are added, and none once they have values`, async () => {
      const document = await desk.open(agentWith(`"assistant_provider": "${id}"`));
      const [add] = await desk.actions(document, `"${id}"`, ['quickfix']);
      const required = requirementsOf(id);
      const problems = exceptDeprecations(await desk.problemsOf(document));
      assert.deepEqual(
        problems.map(({ range }) => document.getText(range)),
        required.length > 0 ? [`"${id}"`] : [],
      );
      const message = JSON.stringify(problems[0]?.message ?? '');
      for (const name of required.flatMap((dotted) => dotted.split('.')))
        assert.ok(message.includes(name), message);
      if (required.length === 0) return assert.equal(add, undefined);
      assert.equal(add?.isPreferred, true);
      const after = applyAction(document, add);
      const remaining = codesOf(exceptDeprecations(await desk.problems(after)));
      assert.ok(
        remaining.every((code) => code === 'placeholder'),
        after,
      );
      const filled = withoutPlaceholders(after);
      assert.deepEqual(codesOf(exceptDeprecations(await desk.problems(filled))), [], filled);
    });
  }

  it('changing between any two providers: no error, no other line changes, no secret is copied', async () => {
    for (const from of providers) {
      const document = await desk.open(agentAt(from));
      const changes = await desk.actions(document, `"${from}"`, ['refactor']);
      assert.equal(changes.length, providers.length - 1);
      for (const change of changes) {
        const after = applyAction(document, change);
        const errors = (await desk.problems(after)).filter(({ severity }) => severity === 1);
        assert.deepEqual(codesOf(errors), [], after);
        assert.deepEqual(changedLines(document.getText(), after), [], after);
        assert.equal(after.split('FAKE').length, document.getText().split('FAKE').length, after);
      }
    }
  });
});

/** Providers that Cekura removed are always reported as deprecated. */
function exceptDeprecations(problems: readonly Diagnostic[]): Diagnostic[] {
  return problems.filter(({ code }) => code !== 'deprecated-property');
}

/** The first property of each requirement of a provider, with dots: `livekit_data.url`. */
function requirementsOf(id: string): string[] {
  const requires = agentSchema.providers.get(id)?.requires ?? [];
  const first = requires.flatMap(({ any }) => any.slice(0, 1));
  return [...new Set(first)].map((pointer) => pointer.slice(1).replaceAll('/', '.'));
}

/** An agent with all requirements of a provider, plain-text keys, and unknown properties around those that may change. */
function agentAt(id: string): string {
  const properties: Record<string, unknown> = {};
  for (const dotted of requirementsOf(id)) {
    const [name = '', key] = dotted.split('.');
    const { secret, examples } = agentSchema.atPointer(`/${dotted.replaceAll('.', '/')}`);
    const value = secret ? `FAKE-${id}-do-not-use` : examples[0];
    properties[name] =
      key === undefined ? value : { ...(properties[name] as object | undefined), [key]: value };
  }
  const lines = Object.entries(properties).map(([name, value]) => `  "${name}":  ${JSON.stringify(value)},`);
  return [
    '{',
    '  "agent_name":   "Desk",',
    '\t"description": "Answers.", "inbound": true,',
    `  "assistant_provider": "${id}",`,
    '',
    ...lines,
    '  "note":  1.50',
    '}',
    '',
  ].join('\r\n');
}

/** Removed lines, except for those with a provider or an ID, and ignoring a comma at the end of the last one. */
function changedLines(before: string, after: string): string[] {
  const lines = (text: string) => text.split('\r\n').map((line) => line.replace(/,$/, ''));
  const mayChange = /"(assistant_provider|transcript_provider|assistant_id|chat_assistant_id)"/;
  const current = new Set(lines(after));
  return lines(before).filter((line) => !mayChange.test(line) && !current.has(line));
}

describe("code actions depend on the request and the client's capabilities", () => {
  const text = agentWith('"inbound": "true", "language": "en-US"').replace('"inbound": true, ', '');

  it('the fix of a string with a line break is returned on each of its lines, and not after it', async () => {
    const text = '{\n  "agent_name": "A", "description": "One.\n  Two.",\n  "inbound": true\n}';
    const client = await TestClient.start({ capabilities: plain });
    const desk = new CodeActionClient(client);
    const document = await desk.open(text);
    for (const [place, titles] of [
      ['One', ['Escape invalid characters']],
      ['Two', ['Escape invalid characters']],
      ['inbound', []],
      ['agent_name', []],
    ] as const) {
      const actions = await desk.actions(document, place, ['quickfix']);
      assert.deepEqual(
        actions.map(({ title }) => title),
        titles,
        place,
      );
    }
    await client.stop();
  });

  it('fix all is only returned on request', async () => {
    const client = await TestClient.start({ capabilities: plain });
    const desk = new CodeActionClient(client);
    const document = await desk.open(text);
    assert.ok((await desk.actions(document, '"true"')).every(({ kind }) => kind !== 'source.fixAll'));
    const [all, ...others] = await desk.actions(document, '"agent_name"', ['source.fixAll']);
    assert.ok(all);
    assert.deepEqual(others, []);
    assert.equal(applyAction(document, all), text.replace('"true"', 'true'));
    assert.deepEqual(await desk.actions(document, '"agent_name"', ['source.organizeImports']), []);
    await client.stop();
  });

  it('changing the provider is a refactoring, not a fix, and only returned on request', async () => {
    const client = await TestClient.start({ capabilities: plain });
    const desk = new CodeActionClient(client);
    const document = await desk.open(agentWith('"assistant_provider": "sms"'));
    const titles = async (only?: string[]) =>
      (await desk.actions(document, '"sms"', only)).map(({ title }) => title);
    assert.deepEqual(await titles(), ['Add "chat_assistant_id"']);
    assert.deepEqual(await titles(['quickfix']), ['Add "chat_assistant_id"']);
    assert.ok((await titles(['refactor'])).includes('Change provider to Vapi'));
    await client.stop();
  });

  it('tab stops require snippet support', async () => {
    const client = await TestClient.start({ capabilities: withSnippets });
    const desk = new CodeActionClient(client);
    const document = await desk.open(agentWith('"assistant_provider": "sms"'));
    const [add] = await desk.actions(document, '"sms"', ['quickfix']);
    assert.ok(add && editsOf(add).every((edit) => SnippetTextEdit.is(edit)));
    await client.stop();
  });

  it('commands require a client that has them', async () => {
    const titles = async (commands: string[]) => {
      const client = await TestClient.start({ capabilities: plain, initializationOptions: { commands } });
      const desk = new CodeActionClient(client);
      const found = await desk.actions(await desk.open(text), '"Answers."');
      await client.stop();
      return found.map(({ title, command }) => [title, command?.command]);
    };
    assert.deepEqual(await titles([]), []);
    const editPrompt = 'agentJson.editPrompt';
    assert.deepEqual(await titles([editPrompt]), [['Edit Prompt as Markdown', editPrompt]]);
  });
});
