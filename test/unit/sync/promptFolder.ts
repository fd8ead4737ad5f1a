import assert from 'node:assert/strict';
import { type PromptFile } from '#language/promptFiles/promptText';
import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits } from '#language/syntax/edit';
import type { JsonObject } from '#language/syntax/json';
import {
  type AgentFileStorage,
  AgentWithPrompts,
  type FileChanges,
  changedFileText,
} from '#sync/promptFiles/agentWithPrompts';
import type { EditResult } from '#sync/ports';
import { pull } from '#sync/pull/pull';
import { push } from '#sync/push/push';
import { createAgent } from '#sync/create/create';
import { undoPush } from '#sync/push/undo';
import { syncStatus } from '#sync/status';
import { SyncFixture, readJson } from '#support/sync/syncFixture';

export const prompt = 'You answer calls.\nYou book rooms.\nYou never hang up.';

export const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: prompt, inbound: true };

export const source = `{
  "id": 12,
  "agent_name": "Front Desk",
  "description": "\${file:./desk.prompt.md}",
  "inbound": true
}
`;

/** An agent file and its prompt files in memory. */
export class MemoryAgentFolder implements AgentFileStorage {
  readonly name = 'desk.agent.json';
  allows = true;

  constructor(
    public text: string,
    readonly files: Map<string, PromptFile>,
  ) {}

  readText = () => Promise.resolve(this.text);
  readPrompt = (file: string) => Promise.resolve(this.files.get(file) ?? { kind: 'missing' as const });

  write({ text, edits, prompts }: FileChanges): Promise<EditResult> {
    if (text !== this.text) return Promise.resolve('stale');
    if (prompts.length > 0 && !this.allows) return Promise.resolve('canceled');
    this.text = applyEdits(text, edits);
    for (const change of prompts) {
      const text = changedFileText(change, this.files.get(change.file) ?? { kind: 'missing' });
      assert.ok(text !== undefined);
      this.files.set(change.file, { kind: 'text', text });
    }
    return Promise.resolve('done');
  }

  fileText(file = './desk.prompt.md'): string {
    const found = this.files.get(file);
    return found?.kind === 'text' ? found.text : '';
  }

  set(text: string, file = './desk.prompt.md'): void {
    this.files.set(file, { kind: 'text', text });
  }
}

/** A fixture whose file is the one in the folder. */
export function fixtureFor(folder: MemoryAgentFolder, remote: JsonObject = agent) {
  const fixture = new SyncFixture({ file: '', agent: remote });
  const ports = { ...fixture.ports, file: new AgentWithPrompts(agentSchema, folder) };
  const options = { schema: agentSchema };
  return {
    fixture,
    pull: () => pull(ports, options),
    push: () => push(ports, options),
    undo: () => undoPush(ports, options),
    create: () =>
      createAgent(ports, { ...options, creationProperties: {}, confirm: () => Promise.resolve(true) }),
    status: async () =>
      syncStatus({
        schema: agentSchema,
        origin: fixture.remote.origin,
        file: readJson(await ports.file.read()),
        remote: fixture.remote.response(),
        baseline: fixture.baseline,
      }).kind,
  };
}

export function agentFolder(text = `${prompt}\n`, agentText = source): MemoryAgentFolder {
  return new MemoryAgentFolder(agentText, new Map([['./desk.prompt.md', { kind: 'text', text }]]));
}

export async function syncedFolder(folder: MemoryAgentFolder, remote = agent) {
  const synced = fixtureFor(folder, remote);
  await synced.pull();
  synced.fixture.remote.writes.length = 0;
  return synced;
}
