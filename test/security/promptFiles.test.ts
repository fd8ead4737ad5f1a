import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  HoverRequest,
} from 'vscode-languageserver/node';
import { tempFolder } from '#scripts/host/folders.mjs';
import { TestClient } from '#support/testClient';

const canary = 'FAKE-outside-of-the-folder';
const folder = tempFolder('hostile-prompts');
const workspace = join(folder, 'repository');

/** A repository whose references and links lead to the files of the user. */
function writeRepository(): void {
  mkdirSync(join(workspace, 'folder.md'), { recursive: true });
  writeFileSync(join(folder, 'private.md'), canary);
  writeFileSync(join(workspace, '.env'), `KEY=${canary}`);
  writeFileSync(join(workspace, '.hidden.md'), canary);
  writeFileSync(join(workspace, 'latin1.md'), Uint8Array.of(0x66, 0xfc, 0x72));
  writeFileSync(join(workspace, 'sparse.md'), '');
  truncateSync(join(workspace, 'sparse.md'), 1024 ** 3);
  symlinkSync(join(folder, 'private.md'), join(workspace, 'link.md'));
  symlinkSync(folder, join(workspace, 'up'));
  symlinkSync('.env', join(workspace, 'env.md'));
  symlinkSync('/dev/zero', join(workspace, 'device.md'));
  execFileSync('mkfifo', [join(workspace, 'pipe.md')]);
}

const references: readonly string[] = [
  '/etc/passwd',
  'file:///etc/passwd',
  '~/private.md',
  '../private.md',
  './../repository/../private.md',
  './link.md',
  './up/private.md',
  './device.md',
  './folder.md',
  './sparse.md',
  './latin1.md',
  './.env',
  './.hidden.md',
  './env.md',
  './pipe.md',
  './%2e%2e/private.md',
];

describe(
  'a hostile repository with prompt files',
  { skip: process.platform === 'win32' && 'no pipes' },
  () => {
    let client: TestClient;
    before(async () => {
      writeRepository();
      client = await TestClient.start({
        capabilities: { textDocument: { diagnostic: { relatedInformation: true } } },
        workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'repository' }],
      });
    });
    after(() => client.stop());

    for (const [index, reference] of references.entries()) {
      it(`\${file:${reference}}: is one error at the value, and nothing of the file is shown`, async () => {
        const textDocument = { uri: pathToFileURL(join(workspace, `${index}.agent.json`)).href };
        const text = `{"agent_name": "A", "description": "\${file:${reference}}", "inbound": true}`;
        const position = { line: 0, character: text.indexOf('file:') + 5 };
        const at = { textDocument, position };
        await client.open(textDocument.uri, text);
        const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
        const problems = report.kind === 'full' ? report.items : [];
        assert.deepEqual(
          problems.map(({ code, severity, range }) => [code, severity, range.start.character]),
          [['prompt-file', 1, text.indexOf('"${file:')]],
        );
        const results = await Promise.all([
          client.connection.sendRequest(HoverRequest.type, at),
          client.connection.sendRequest(CompletionRequest.type, at),
          client.connection.sendRequest(DefinitionRequest.type, at),
          client.connection.sendRequest(DocumentLinkRequest.type, { textDocument }),
          client.connection.sendRequest(CodeActionRequest.type, {
            textDocument,
            range: { start: position, end: position },
            context: { diagnostics: [] },
          }),
        ]);
        assert.doesNotMatch(JSON.stringify([problems, results]), /FAKE-|private\.md"/);
        assert.deepEqual(results.slice(2, 4), [null, []]);
        await client.close(textDocument.uri);
      });
    }
  },
);
