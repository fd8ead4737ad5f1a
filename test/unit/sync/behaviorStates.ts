import type { RemoteModes } from '#support/sync/fakeRemote';
import { SyncFixture } from '#support/sync/syncFixture';
import { withoutProperties } from '#support/sync/withoutProperties';
import {
  agent,
  withKey,
  lost,
  createSynced,
  createEdited,
  fresh,
  bothChanged,
  resolvedWithLocal,
  pushedBefore,
  changedMeanwhile,
  withFault,
  unreadableAfterwards,
  nestedArray,
  sentBefore,
  maskedUrl,
  keeping,
  withPromptFile,
} from './behaviorFixtures';

/** The states of docs/sync-behavior.md. */
export const states: Record<string, (modes: RemoteModes) => Promise<SyncFixture>> = {
  'the file is not valid JSON': (modes) => fresh(modes, '{ "id": 12, '),
  'the file is not linked (no `id`)': (modes) => fresh(modes, { language: 'de' }),
  'the agent does not exist': (modes) => fresh(modes, { ...agent, id: 13 }),
  'never synced, identical': (modes) => fresh(modes, agent),
  'never synced, different': (modes) => fresh(modes, { id: 12, language: 'de' }),
  'never synced, an object is empty in the file': (modes) =>
    Promise.resolve(
      new SyncFixture({
        file: { ...agent, topic_nodes: {} },
        agent: { ...agent, topic_nodes: { a: 'One' } },
        modes,
      }),
    ),
  'in sync': (modes) => createSynced(modes),
  'only the file changed': (modes) => createEdited(modes),
  'only the file changed: a property was removed': async (modes) => {
    const fixture = await createSynced(modes);
    fixture.edit((file) => withoutProperties(file, 'language'));
    return fixture;
  },
  'only the file changed: an empty value for a property that it did not have': async (modes) => {
    const fixture = new SyncFixture({
      file: { ...agent, language: 'de' },
      agent: { ...agent, llm_system_prompt: 'Polite.' },
      modes,
    });
    await fixture.push();
    fixture.shownPlans.length = 0;
    fixture.remote.writes.length = 0;
    fixture.edit((file) => ({ ...file, llm_system_prompt: '' }));
    return fixture;
  },
  'only the agent changed': (modes) => bothChanged(modes, {}, { language: 'de' }),
  'only the agent changed, after a push': async (modes) => {
    const fixture = await bothChanged(modes, {}, { language: 'de' });
    await fixture.push();
    return fixture;
  },
  'both changed different properties': (modes) =>
    bothChanged(modes, { llm_temperature: 1 }, { language: 'de' }),
  'both changed a property to the same value': (modes) =>
    bothChanged(modes, { language: 'de' }, { language: 'de' }),
  'conflict: both changed the same property': (modes) =>
    bothChanged(modes, { language: 'de' }, { language: 'fr' }),
  'conflict, *Keep Local Value*': resolvedWithLocal,
  'conflict, *Keep Local Value*, then the agent changed again': async (modes) => {
    const fixture = await resolvedWithLocal(modes);
    fixture.remote.edit((stored) => ({ ...stored, language: 'es' }));
    return fixture;
  },
  'conflict with credentials on Cekura, *Use Remote Value*': async (modes) => {
    const url = { websocket_url: 'wss://h.example.com' };
    const fixture = await createSynced(modes, { file: { ...agent, ...url }, agent: { ...agent, ...url } });
    fixture.edit((file) => ({ ...file, websocket_url: 'wss://local.example.com' }));
    fixture.remote.edit((stored) => ({ ...stored, websocket_url: 'wss://u:FAKE-password@h.example.com' }));
    await fixture.pull();
    fixture.useRemote('/websocket_url');
    return fixture;
  },
  'conflict, *Use Remote Value*': async (modes) => {
    const fixture = await bothChanged(modes, { language: 'de' }, { language: 'fr' });
    await fixture.pull();
    fixture.useRemote('/language');
    return fixture;
  },
  'after a push': pushedBefore,
  'after a push, then the agent changed': async (modes) => {
    const fixture = await pushedBefore(modes);
    fixture.remote.edit((stored) => ({ ...stored, language: 'de' }));
    return fixture;
  },
  'the file contains a placeholder': (modes) =>
    createEdited(modes, {}, { chat_assistant_id: '<chat_assistant_id>' }),
  'a secret is masked': (modes) => createEdited(modes, {}, { vapi_api_key: '****' }),
  'a secret reference is not set': (modes) => createEdited(modes, {}, { vapi_api_key: '${env:NOT_SET}' }),
  'a secret is set by a reference': (modes) =>
    createEdited(modes, { references: { '${env:KEY}': 'FAKE-k' } }, { vapi_api_key: '${env:KEY}' }),
  'a secret was saved with *Set Secret…* and the agent does not have it': async (modes) => {
    const fixture = await createSynced(modes);
    fixture.setSecret('/vapi_api_key', 'FAKE-v');
    return fixture;
  },
  'a secret is cleared with null': (modes) => createEdited(modes, { agent: withKey }, { vapi_api_key: null }),
  'a secret reference is not set, and the stored secret is known to be kept': (modes) =>
    createEdited(
      keeping(modes),
      { agent: withKey, retention: { topLevel: 'unknown', nested: 'unknown', writeOnly: 'kept' } },
      { vapi_api_key: '${env:NOT_SET}', llm_temperature: 0.9 },
    ),
  'a secret reference is not set, and the stored secret is not known to be kept': (modes) =>
    createEdited(
      keeping(modes),
      { agent: withKey },
      { vapi_api_key: '${env:NOT_SET}', llm_temperature: 0.9 },
    ),
  'the value of a secret reference has a line break': (modes) =>
    createEdited(modes, { references: { '${env:KEY}': 'FAKE-k\n' } }, { vapi_api_key: '${env:KEY}' }),
  'a sent secret is unchanged in the file: not known to be kept': sentBefore,
  'a property is masked in the response': maskedUrl,
  'a property is masked in the file': (modes) => createEdited(modes, {}, { assistant_id: 'asst_****' }),
  'a stored secret is not in the file: known to be kept': (modes) =>
    createEdited(keeping(modes), {
      agent: withKey,
      retention: { topLevel: 'unknown', nested: 'unknown', writeOnly: 'kept' },
    }),
  'a stored secret is not in the file: not known to be kept': (modes) =>
    createEdited(keeping(modes), { agent: withKey }),
  'a stored secret is not in the file: the server clears it': (modes) =>
    createEdited({ ...modes, put: modes.put === 'keep' ? 'clear' : modes.put }, { agent: withKey }),
  'the file changes during the confirmation': (modes) =>
    changedMeanwhile(modes, (fixture) => void (fixture.text += ' ')),
  'the agent changes during the confirmation': (modes) =>
    changedMeanwhile(modes, (fixture) => fixture.remote.edit((stored) => ({ ...stored, inbound: false }))),
  'the user cancels': async (modes) => {
    const fixture = await fresh(modes, { id: 12, language: 'de' });
    fixture.answer = () => ({ kind: 'cancel' });
    fixture.confirmsPull = false;
    return fixture;
  },
  'the server rejects the values': async (modes) => {
    const fixture = await createEdited(modes);
    fixture.remote.fault = { failure: { kind: 'rejected', body: { language: ['No.'] } }, applied: false };
    return fixture;
  },
  'the response is lost, the write was applied': (modes) => withFault(modes, lost, true),
  'the response is lost, the write was not applied': (modes) => withFault(modes, lost, false),
  "the response is lost, the agent can't be read": async (modes) =>
    unreadableAfterwards(await withFault(modes, lost, true)),
  "the write was applied, the agent can't be read": async (modes) =>
    unreadableAfterwards(await createEdited(modes)),
  'the server ignored a value of the last push': async (modes) => {
    const fixture = await createEdited(modes);
    fixture.remote.rewrite = (body) => ({ ...body, llm_temperature: 0.3 });
    await fixture.push();
    fixture.remote.writes.length = 0;
    return fixture;
  },
  'the server trimmed and rounded the values of the last push': async (modes) => {
    const fixture = await createEdited(modes, {}, { description: 'Books. ', llm_temperature: 0.12345 });
    fixture.remote.rewrite = (body) => ({ ...body, description: 'Books.', llm_temperature: 0.12 });
    await fixture.push();
    fixture.remote.rewrite = (body) => body;
    fixture.remote.writes.length = 0;
    return fixture;
  },
  'Cekura overwrote a value of the last push': async (modes) => {
    const auto = { ...agent, auto_sync_prompt_enabled: true };
    const fixture = await createSynced(modes, { file: auto, agent: auto });
    fixture.edit((file) => ({ ...file, description: 'Books.' }));
    fixture.remote.rewrite = (body) => ({ ...body, description: 'From the provider.' });
    await fixture.push();
    fixture.remote.rewrite = (body) => body;
    fixture.remote.writes.length = 0;
    fixture.shownPlans.length = 0;
    return fixture;
  },
  'only the file changed: an array was emptied': (modes) => {
    const full = { ...agent, outbound_numbers: ['+14155550123'] };
    return createEdited(modes, { file: full, agent: full }, { outbound_numbers: [] });
  },
  'a property is missing from the response': async (modes) => {
    const fixture = await createSynced(modes);
    fixture.remote.rewriteResponse = (response) => withoutProperties(response, 'language');
    return fixture;
  },
  'only the agent changed: an entry was removed': async (modes) => {
    const full = { ...agent, topic_nodes: { a: 'One', b: 'Two' } };
    const fixture = await createSynced(modes, { file: full, agent: full });
    fixture.remote.edit((stored) => ({ ...stored, topic_nodes: { b: 'Two' } }));
    return fixture;
  },
  'only the agent changed: to a URL with credentials': (modes) =>
    bothChanged(modes, {}, { websocket_url: 'wss://user:FAKE-p@h.example.com' }),
  'only the agent changed: nested too deeply for a file': (modes) =>
    bothChanged(modes, {}, { brand_new: nestedArray(201) }),
  'the file is nested too deeply': (modes) => fresh(modes, { ...agent, brand_new: nestedArray(201) }),
  'a prompt is in a file': (modes) => withPromptFile(modes, () => undefined),
  'a prompt is in a file: only the prompt file changed': (modes) =>
    withPromptFile(modes, ({ files }) => files.prompts.set('./desk.prompt.md', 'Books.\n')),
  'a prompt is in a file: only the agent changed': (modes) =>
    withPromptFile(modes, ({ remote }) => remote.edit((stored) => ({ ...stored, description: 'Books.' }))),
  "a prompt is in a file: only the agent changed, to a prompt that a file can't contain": (modes) =>
    withPromptFile(modes, ({ remote }) =>
      remote.edit((stored) => ({ ...stored, description: 'Hi \uD83D.' })),
    ),
  'a prompt is in a file: it is missing': (modes) =>
    withPromptFile(modes, ({ files }) => files.prompts.clear()),
  'a property that is not a prompt contains a reference to a file': (modes) =>
    createEdited(modes, {}, { agent_name: '${file:./name.md}' }),
  'both changed the same line, which one side has duplicated': async (modes) => {
    const text = 'You answer the phone.\nYou book appointments.';
    const fixture = await createSynced(modes, {
      file: { ...agent, description: text },
      agent: { ...agent, description: text },
    });
    fixture.edit((file) => ({ ...file, description: text.replace('book', 'cancel') }));
    fixture.remote.edit((stored) => ({ ...stored, description: `${text}\n${text}` }));
    return fixture;
  },
};
