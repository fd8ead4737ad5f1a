import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type FixCase, fixCases, agentText } from '#support/language/fixCases';
import { TestClient } from '#support/testClient';

const severities = ['error', 'warning', 'info', 'hint'];
const uri = 'file:///agents/faulty.agent.json';

/** Applies each fix of each rule as an editor does. */
describe('every fix of every rule, through the protocol', () => {
  let client: TestClient;
  let version = 1;
  before(async () => {
    client = await TestClient.start({
      capabilities: {
        textDocument: {
          diagnostic: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
      },
      initializationOptions: {
        commands: [
          'agentJson.moveSecret',
          'agentJson.allowValue',
          'agentJson.ignoreFile',
          'agentJson.updateSchema',
        ],
      },
    });
    await client.open(uri, '');
  });
  after(() => client.stop());

  async function problemsOf(text: string): Promise<Diagnostic[]> {
    await client.change(uri, ++version, { text });
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    assert.ok(report.kind === 'full');
    return report.items;
  }

  async function fixesOf(diagnostic: Diagnostic): Promise<CodeAction[]> {
    const { range } = diagnostic;
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
    return (actions ?? []).filter(
      (action): action is CodeAction =>
        'diagnostics' in action && action.diagnostics.some(({ code }) => code === diagnostic.code),
    );
  }

  /** The same format as `describeProblems` of the language core. */
  function describeDiagnostic(text: string, { code, range, severity = 1 }: Diagnostic): string {
    const token = TextDocument.create(uri, 'agent-json', 1, text).getText(range);
    return `${severities[severity - 1] ?? ''} ${String(code)} at ${token}`;
  }

  async function tryAll({ rule, before: properties, fixes, remaining = /^(?!)/ }: FixCase): Promise<void> {
    const text = agentText(properties);
    const problems = await problemsOf(text);
    const [problem, ...namesakes] = problems.filter(({ code }) => code === rule);
    assert.ok(problem);
    const offered = await fixesOf(problem);
    assert.deepEqual(
      offered.map(({ title }) => title),
      fixes.map(([title]) => title),
    );
    for (const [index, { edit, command, title }] of offered.entries()) {
      const after = TextDocument.applyEdits(
        TextDocument.create(uri, 'agent-json', 1, text),
        edit?.changes?.[uri] ?? [],
      );
      assert.equal(after, agentText(fixes[index]?.[1] ?? ''), 'all other bytes are unchanged');
      if (command) continue;
      const current = await problemsOf(after);
      assert.equal(current.filter(({ code }) => code === rule).length, namesakes.length, title);
      const messagesBefore = new Set(problems.map((diagnostic) => describeDiagnostic(text, diagnostic)));
      const newProblems = current
        .map((diagnostic) => describeDiagnostic(after, diagnostic))
        .filter(
          (line) =>
            !messagesBefore.has(line) && !remaining.test(line) && !line.startsWith('info placeholder'),
        );
      assert.deepEqual(newProblems, [], title);
    }
  }

  for (const fixCase of fixCases.filter(({ fixes }) => fixes.length > 0))
    it(`${fixCase.rule}: ${fixCase.before.slice(0, 60)}`, () => tryAll(fixCase));
});
