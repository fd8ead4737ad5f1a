// Compares our schema with an OpenAPI description of Cekura's API. Usage: npm run schema:check -- FILE
// Ends with 0 when they differ only where we mean to, else with 1.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ourAgent, theirAgent } from './schemaCheck/agents.mjs';
import { differences, sorted } from './schemaCheck/compare.mjs';
import { byDate } from './schemaCheck/dates.mjs';
import { report } from './schemaCheck/report.mjs';

/**
 * @param {string} file an OpenAPI description as JSON: the whole of it, or an excerpt that holds the agents
 * @returns {Promise<{ text: string, clean: boolean }>} Throws an Error with a sentence for people when the file won't do.
 */
export async function checkSchema(file) {
  const [schema, { differences: deliberate }, description] = await Promise.all([
    bundled('agent.schema.json'),
    bundled('known-differences.json'),
    readDescription(file),
  ]);
  const theirs = theirAgent(description);
  const ours = ourAgent(schema).members;
  const { date, explained, others } = byDate(differences(ours, theirs.members), ours, theirs.members);
  const found = sorted(others, deliberate, explained);
  const text = report({
    where: theirs.where,
    members: theirs.members.size,
    date,
    dated: explained,
    differences: found,
  });
  return { text, clean: found.unexpected.length === 0 };
}

/** @param {string} name a file of schemas/ */
async function bundled(name) {
  return JSON.parse(await readFile(new URL(`../schemas/${name}`, import.meta.url), 'utf8'));
}

/** @param {string} file */
async function readDescription(file) {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`Cannot read ${file}. Specify the path of an OpenAPI description.`);
  });
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    throw new Error(`${file} is not JSON. Convert a YAML description first.`);
  }
}

async function main() {
  const [file] = process.argv.slice(2);
  if (file === undefined)
    throw new Error('Usage: npm run schema:check -- FILE, where FILE is an OpenAPI description as JSON.');
  const { text, clean } = await checkSchema(file);
  console.log(text);
  process.exitCode = clean ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
