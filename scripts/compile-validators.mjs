// Turns schemas/agent.schema.json into plain functions ahead of time: one validator for each top-level member, so that
// an edit inside one member re-checks that member only, and no schema is compiled (or eval used) when the server starts.
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const schemaFile = new URL('../schemas/agent.schema.json', import.meta.url);
const outFile = new URL('../server/src/language/generated/memberValidators.js', import.meta.url);

/** Words for people and facts for our own code: they change no verdict. */
const annotations = /^(x-|enumDescriptions$|markdownDescription$)/;

export async function compileValidators() {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    validateFormats: false,
    code: { source: true, esm: false },
  });
  for (const keyword of keywordsIn(schema)) if (annotations.test(keyword)) ajv.addKeyword(keyword);
  ajv.addSchema(schema, 'agent');
  const members = Object.keys(schema.properties);
  const exports = Object.fromEntries(members.map((name) => [name, `member:${name}`]));
  for (const name of members) {
    ajv.addSchema({ $ref: `agent#/properties/${name}` }, `member:${name}`);
  }
  const code = standalone.default(ajv, exports);
  await mkdir(dirname(fileURLToPath(outFile)), { recursive: true });
  await writeFile(outFile, code);
}

function keywordsIn(node, found = new Set()) {
  if (Array.isArray(node)) node.forEach((item) => keywordsIn(item, found));
  else if (node && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      found.add(key);
      keywordsIn(value, found);
    }
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileValidators();
