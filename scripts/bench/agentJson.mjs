// The language core and the conversion to LSP types, bundled as in the extension, so that the overhead of a test runner is not measured.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, tempFolder } from '../host/folders.mjs';
import { capabilities } from './capabilities.mjs';

/** @typedef {import('./edits.mjs').Edit} Edit */

const entry = `
export { readClientSupport } from './server/src/lsp/clientCapabilities';
export { createAgentLanguage } from './core/language';
export { agentSchema } from './core/language/schema/bundledSchema';
export { AgentSnapshot, RecentlyParsed } from './server/src/workspace/agentSnapshot';
export { TextDocument } from 'vscode-languageserver-textdocument';
export { toHover } from './server/src/lsp/convert';
export { toDiagnostic } from './server/src/lsp/convertFixes';
export { toDocumentSymbols } from './server/src/lsp/convertSymbols';
export { CompletionItems } from './server/src/lsp/completionItems';
`;

/**
 * @returns {Promise<(text: string) => Open>} opens a text as the server does
 *
 * @typedef {object} Open
 * @property {(edit: Edit) => void} type
 * @property {() => unknown[]} diagnose
 * @property {(offset: number) => unknown} complete
 * @property {(offset: number) => unknown} hover
 * @property {() => unknown} outline
 */
export async function loadAgentJson() {
  const outfile = join(tempFolder('bench'), 'agentJson.cjs');
  await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });
  const {
    createAgentLanguage,
    readClientSupport,
    agentSchema,
    AgentSnapshot,
    RecentlyParsed,
    TextDocument,
    toDiagnostic,
    toDocumentSymbols,
    toHover,
    CompletionItems,
  } = createRequire(import.meta.url)(outfile);
  const language = createAgentLanguage(agentSchema);
  const client = readClientSupport({ capabilities });
  const completionItems = new CompletionItems(client);
  const uri = 'file:///bench.agent.json';
  return (text) => {
    const document = TextDocument.create(uri, 'agent-json', 1, text);
    const recent = new RecentlyParsed(1);
    let open = new AgentSnapshot(document, uri, language, undefined, recent);
    return {
      type(edit) {
        TextDocument.update(document, [asChange(document, edit)], document.version + 1);
        open = new AgentSnapshot(document, uri, language, open.parsed, recent);
      },
      diagnose: () =>
        open.problems.map((/** @type {unknown} */ problem) =>
          toDiagnostic(problem, open, client, 'file:///rules/'),
        ),
      complete: (offset) =>
        completionItems.convert(language.completions(open.agent, offset, { snippets: true }), document),
      hover(offset) {
        const hover = language.hover(open.agent, offset);
        return hover && toHover(hover, document, client);
      },
      outline: () => toDocumentSymbols(language.documentSymbols(open.agent), document),
    };
  };
}

/**
 * An edit as the protocol has it.
 * @param {{ positionAt(offset: number): { line: number, character: number } }} document
 * @param {Edit} edit
 */
export function asChange(document, { offset, length, text }) {
  return { range: { start: document.positionAt(offset), end: document.positionAt(offset + length) }, text };
}
