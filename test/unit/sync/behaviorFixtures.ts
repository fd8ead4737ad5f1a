import type { Json, JsonObject } from '#language/syntax/json';
import type { RemoteModes } from '#support/sync/fakeRemote';
import { SyncFixture, type SyncFixtureOptions } from '#support/sync/syncFixture';

export const agent: JsonObject = {
  id: 12,
  agent_name: 'Front Desk',
  description: 'Answers.',
  inbound: true,
  language: 'nl',
  llm_temperature: 0.3,
};
export const withKey = { ...agent, vapi_api_key: 'FAKE-v' };
export const lost = { kind: 'timedOut', sent: true } as const;
const down = { kind: 'serverError', status: 503 } as const;

export async function createSynced(
  modes: RemoteModes,
  options: Partial<SyncFixtureOptions> = {},
): Promise<SyncFixture> {
  return SyncFixture.synced({ file: agent, agent, modes, ...options });
}

export async function createEdited(
  modes: RemoteModes,
  options: Partial<SyncFixtureOptions> = {},
  properties: JsonObject = { llm_temperature: 0.9 },
): Promise<SyncFixture> {
  const fixture = await createSynced(modes, options);
  fixture.edit((file) => ({ ...file, ...properties }));
  return fixture;
}

export function fresh(modes: RemoteModes, file: JsonObject | string): Promise<SyncFixture> {
  return Promise.resolve(new SyncFixture({ file, agent, modes }));
}

export async function bothChanged(
  modes: RemoteModes,
  local: JsonObject,
  remote: JsonObject,
): Promise<SyncFixture> {
  const fixture = await createEdited(modes, {}, local);
  fixture.remote.edit((stored) => ({ ...stored, ...remote }));
  return fixture;
}

export async function resolvedWithLocal(modes: RemoteModes): Promise<SyncFixture> {
  const fixture = await bothChanged(modes, { language: 'de' }, { language: 'fr' });
  await fixture.pull();
  fixture.keepLocal('/language');
  return fixture;
}

export async function pushedBefore(modes: RemoteModes): Promise<SyncFixture> {
  const fixture = await createEdited(modes);
  await fixture.push();
  fixture.remote.writes.length = 0;
  return fixture;
}

/** A fixture in which `change` happens while a question is open. */
export async function changedMeanwhile(
  modes: RemoteModes,
  change: (fixture: SyncFixture) => void,
): Promise<SyncFixture> {
  const fixture = await fresh(modes, { id: 12, language: 'de' });
  fixture.onConfirm = () => change(fixture);
  return fixture;
}

export async function withFault(
  modes: RemoteModes,
  failure: typeof lost,
  applied: boolean,
): Promise<SyncFixture> {
  const fixture = await createEdited(modes);
  fixture.remote.fault = { failure, applied };
  return fixture;
}

/** A fixture whose agent can't be read after a write. */
export async function unreadableAfterwards(fixture: SyncFixture): Promise<SyncFixture> {
  fixture.remote.beforeRead = () => {
    if (fixture.remote.writes.length > 0) fixture.remote.readFaults.push(down);
  };
  return Promise.resolve(fixture);
}

export function nestedArray(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

/** A fixture whose file has a reference to a secret that was sent, and another change. */
export async function sentBefore(modes: RemoteModes): Promise<SyncFixture> {
  const fixture = await createEdited(
    modes,
    { references: { '${env:KEY}': 'FAKE-k' } },
    { vapi_api_key: '${env:KEY}' },
  );
  await fixture.push();
  fixture.shownPlans.length = 0;
  fixture.remote.writes.length = 0;
  fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
  if (fixture.baseline) fixture.baseline = { ...fixture.baseline, beforePush: undefined };
  return fixture;
}

/** A fixture whose server partially masks a URL. */
export async function maskedUrl(modes: RemoteModes): Promise<SyncFixture> {
  const stored = { ...agent, websocket_url: 'wss://h.example.com/FAKE' };
  const fixture = new SyncFixture({ file: agent, agent: stored, modes });
  fixture.remote.rewriteResponse = (answer) => ({ ...answer, websocket_url: 'wss://h.example.com/****' });
  await fixture.pull();
  fixture.shownPlans.length = 0;
  fixture.edit((file) => ({ ...file, llm_temperature: 0.9 }));
  fixture.answer = () => ({ kind: 'patch' });
  return fixture;
}

export const keeping = (modes: RemoteModes): RemoteModes => ({ ...modes, put: 'keep' });

/** A fixture in which the prompt of a synced file is in a file of its own. */
export async function withPromptFile(
  modes: RemoteModes,
  change: (fixture: SyncFixture) => void,
): Promise<SyncFixture> {
  const fixture = await createSynced(modes);
  fixture.files.movePromptToFile('description', './desk.prompt.md', 'a\r\n');
  change(fixture);
  return fixture;
}
