// The library of VS Code's JSON server, configured with the agent schema as by a user.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../host/folders.mjs';
import { asChange } from './agentJson.mjs';

// Required, so that it is resolved the same way in scripts and tests.
/** @type {typeof import('vscode-json-languageservice')} */
const { TextDocument, getLanguageService } = createRequire(import.meta.url)('vscode-json-languageservice');

/**
 * @param {string} text
 * @returns {import('./agentJson.mjs').Open}
 */
export function openBuiltIn(text) {
  const service = getLanguageService({});
  const schema = JSON.parse(readFileSync(join(root, 'schemas/agent.schema.json'), 'utf8'));
  service.configure({ validate: true, schemas: [{ uri: 'bench:schema', fileMatch: ['*'], schema }] });
  let document = TextDocument.create('file:///bench.json', 'json', 1, text);
  /** @type {import('vscode-json-languageservice').JSONDocument | undefined} */
  let tree;
  const read = () => (tree ??= service.parseJSONDocument(document));
  return {
    type(edit) {
      document = TextDocument.update(document, [asChange(document, edit)], document.version + 1);
      tree = undefined;
    },
    diagnose: () => /** @type {any} */ (service.doValidation(document, read())),
    complete: (offset) => service.doComplete(document, document.positionAt(offset), read()),
    hover: (offset) => service.doHover(document, document.positionAt(offset), read()),
    outline: () => service.findDocumentSymbols2(document, read()),
  };
}
