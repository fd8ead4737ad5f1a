// All agent files of a workspace: ours as an editor asks for them, ajv-cli, and reading them at all.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runChild } from '../host/children.mjs';
import { root, tempFolder } from '../host/folders.mjs';
import { mixedAgent } from './documents.mjs';
import { LanguageClient } from './languageClient.mjs';
import { timed } from './measure.mjs';
import { ajvCommand, ourServer } from './rivals.mjs';

/**
 * @param {number} count how many files
 * @returns {Promise<Record<string, number>>} ms for all of them
 */
export async function timeFolders(count) {
  const folder = tempFolder('folders');
  const agents = join(folder, 'agents');
  mkdirSync(agents);
  const { text } = mixedAgent('', 2e3);
  for (let index = 0; index < count; index++)
    writeFileSync(join(agents, `agent${index}.agent.json`), text.replace('4711', String(10_000 + index)));

  const client = await LanguageClient.start(ourServer(), 'agent-json', [pathToFileURL(agents).href]);
  const ours = await timed(async () => {
    const { items } = await client.checkWorkspace();
    if (items.length !== count) throw new Error(`${items.length} of ${count} files were checked.`);
  });
  const again = await timed(() => client.checkWorkspace());
  await client.stop();

  const parsing = await timed(() => {
    for (const name of readdirSync(agents)) JSON.parse(readFileSync(join(agents, name), 'utf8'));
  });
  const { file } = await ajvCommand();
  const schema = join(root, 'schemas/agent.schema.json');
  const args = ['validate', '--strict=false', '--all-errors', '-s', schema, '-d', `${agents}/*.json`];
  const ajv = await timed(async () => {
    const { code, output } = await runChild(process.execPath, [file, ...args], { stdio: 'pipe' });
    if (code !== 0) throw new Error(`ajv-cli: ${output.slice(-300)}`);
  });
  return { ours, 'ours, asked again': again, 'read and JSON.parse': parsing, 'ajv-cli': ajv };
}
