import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { launchBrowser } from '#scripts/host/browser.mjs';
import { cachedPackage } from '#scripts/host/cache.mjs';

const text =
  '{\n  "agent_name": "Ada", "description": "Books tables.", "inbound": true,\n  "llm_system_prompt": "😀", "language": "english"\n}\n';

/** A page with CodeMirror and its language client, configured as in docs/editors.md. */
const page = `
import { EditorView } from '@codemirror/view';
import { startCompletion } from '@codemirror/autocomplete';
import { forEachDiagnostic } from '@codemirror/lint';
import { LSPClient, languageServerExtensions, formatDocument } from '@codemirror/lsp-client';

const handlers = new Set();
window.receive = (message) => handlers.forEach((handler) => handler(message));
const client = new LSPClient({ extensions: languageServerExtensions() }).connect({
  send: (message) => void window.send(message),
  subscribe: (handler) => void handlers.add(handler),
  unsubscribe: (handler) => void handlers.delete(handler),
});
const view = new EditorView({
  doc: ${JSON.stringify(text)},
  extensions: [client.plugin('file:///a.agent.json', 'agent-json')],
  parent: document.body,
});
Object.assign(window, {
  messages() {
    const found = [];
    forEachDiagnostic(view.state, ({ message }) => found.push(message));
    return found;
  },
  select(what) {
    const anchor = view.state.doc.toString().indexOf(what);
    view.dispatch({ selection: { anchor, head: anchor + what.length } });
    view.focus();
  },
  replaceSelection: (by) => view.dispatch(view.state.replaceSelection(by)),
  suggest: () => startCompletion(view),
  format: () => formatDocument(view),
  text: () => view.state.doc.toString(),
});
`;

/** Bundles the page with CodeMirror from npm, which is not a dependency of the project. */
async function bundle(): Promise<string> {
  const name = '@codemirror/lsp-client';
  const resolveDir = await cachedPackage({
    name,
    version: '6.3.0',
    title: 'the language client of CodeMirror',
  });
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir },
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

describe('CodeMirror with @codemirror/lsp-client', () => {
  let browser: Browser;
  let server: ChildProcessWithoutNullStreams;
  let editor: Page;

  before(async () => {
    server = spawn(process.execPath, [join(__dirname, '../../../dist/server.js'), '--stdio']);
    const writer = new StreamMessageWriter(server.stdin);
    browser = await launchBrowser();
    editor = await browser.newPage();
    await editor.exposeFunction('send', (message: string) =>
      writer.write(JSON.parse(message) as Parameters<typeof writer.write>[0]),
    );
    new StreamMessageReader(server.stdout).listen(
      (message) => void editor.evaluate(`receive(${JSON.stringify(JSON.stringify(message))})`),
    );
    await editor.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    await editor.addScriptTag({ content: await bundle() });
  });
  after(async () => {
    await browser.close();
    server.kill();
  });

  const run = (expression: string): Promise<unknown> => editor.evaluate(expression);

  it('shows the problem', async () => {
    await editor.locator('.cm-lintRange-error').waitFor();
    assert.match(String(await run('messages()')), /^Invalid value for "language"\. Did you mean "en"\?$/);
  });
  it('completes a value, which fixes the problem', async () => {
    await run(`select('english')`);
    await run(`replaceSelection('e')`);
    await run('suggest()');
    await editor.locator('.cm-tooltip-autocomplete li').first().waitFor();
    await editor.locator('.cm-tooltip-autocomplete li', { hasText: 'English' }).click();
    assert.equal(await run('text()'), text.replace('english', 'en'));
    await editor.locator('.cm-lintRange-error').waitFor({ state: 'detached' });
    assert.deepEqual(await run('messages()'), []);
  });
  it('formats', async () => {
    await run('format()');
    await editor.locator('.cm-line', { hasText: /^ {2}"inbound": true,$/ }).waitFor();
  });
});
