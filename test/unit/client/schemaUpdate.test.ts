import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type FakeEditor, fake, startFakeEditor } from '#support/vscode/fakeEditor';
import { SchemaUpdates } from '#client/state/schemaUpdates';
import { agentSchema } from '#language/schema/bundledSchema';
import { changedDescription, descriptionText, newerDate, newerDescriptionText } from '#support/openApi';
import { Uri } from '#support/vscode/fake/workspace';
import { type Respond, type Stub, startStub } from '../api/server';

const setting = 'agentJson.schema.openApiUrl';
const storageFolder = mkdtempSync(join(tmpdir(), 'agent-json-'));
const storage = Uri.file(storageFolder);

let editor: FakeEditor;
let stub: Stub;
let respond: Respond;
before(async () => {
  editor = await startFakeEditor({ storageFolder });
});
after(() => editor.close());
beforeEach(async () => {
  respond = (response) => response.end(newerDescriptionText);
  stub = await startStub((response, ...more) => respond(response, ...more));
  fake.workspace.settings.set(setting, `${stub.origin}/openapi.json`);
  await editor.schemaUpdates.store(undefined);
});
afterEach(() => stub.close());

async function update(id: 'agentJson.updateSchema' | 'agentJson.resetSchema' = 'agentJson.updateSchema') {
  editor.answer(() => undefined);
  await editor.run(id);
  return editor.shown.map(({ kind, message }) => `${kind}: ${message.replace(/127\.0\.0\.1:\d+/, 'HOST')}`);
}

const isKnownValue = (value: string) =>
  agentSchema.atPointer('/assistant_provider').enumValues.some((enumValue) => enumValue.value === value);

describe('updating the schema', () => {
  it('downloads the description without a key, stores what it adds, and uses it immediately', async () => {
    assert.deepEqual(await update(), [
      `information: Schema updated from the API description of ${newerDate}. New properties: 6, new values: 2.`,
    ]);
    assert.ok(isKnownValue('acme'));
    assert.equal(stub.seen.length, 1);
    assert.ok(!JSON.stringify(stub.seen).includes(editor.api.key));
  });

  it('reads a file if the setting is a path', async () => {
    const file = Uri.file(join(storageFolder, 'openapi.json'));
    await fake.workspace.write(file, new TextEncoder().encode(newerDescriptionText));
    fake.workspace.settings.set(setting, file.fsPath);
    assert.match((await update()).join(), /^information: Schema updated/);
    assert.ok(isKnownValue('acme'));
  });

  it('is kept by the next window, and used by the others that are open', async () => {
    const other = new SchemaUpdates(storage);
    await other.loaded;
    assert.equal(other.stored, undefined);
    await update();
    fake.window.stateChanged.fire({ focused: true });
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(other.stored, editor.schemaUpdates.stored);
    const newerDescription = new SchemaUpdates(storage);
    await newerDescription.loaded;
    assert.deepEqual(newerDescription.stored, other.stored);
  });

  it('is undone by Reset Schema', async () => {
    await update();
    assert.deepEqual(await update('agentJson.resetSchema'), ['information: The schema update was removed.']);
    assert.ok(!isKnownValue('acme'));
    assert.equal(editor.schemaUpdates.stored, undefined);
  });

  it('reports that there is nothing new', async () => {
    respond = (response) => response.end(descriptionText);
    assert.deepEqual(await update(), [
      'information: The schema already contains everything in the API description of 2026-08-21.',
    ]);
  });

  for (const [name, answer, sentence] of [
    [
      'an older description',
      (response) => response.end(changedDescription(() => undefined, '2026-06-05')),
      'The API description (2026-06-05) is older than the schema in use (2026-08-21).',
    ],
    [
      'half a description',
      (response) => response.end(descriptionText.slice(0, 30_000)),
      'The API description is incomplete or not valid JSON.',
    ],
    [
      'a web page',
      (response) => response.end('<!doctype html>'),
      'The URL returned an HTML page, not an OpenAPI description in JSON format.',
    ],
    [
      '20 MB',
      (response) => response.end(Buffer.alloc(20 << 20, ' ')),
      `Unexpected response from HOST (larger than 16 MB). Check ${setting}.`,
    ],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: '/' }).end(),
      `Redirects are not followed, but HOST returned one. Check ${setting}.`,
    ],
    [
      'an error',
      (response) => response.writeHead(500).end(),
      'Server error on HOST (HTTP 500). Try again later.',
    ],
  ] as readonly (readonly [string, Respond, string])[]) {
    it(`${name}: one sentence, and nothing is stored`, async () => {
      respond = answer;
      assert.deepEqual(await update(), [`error: The schema was not updated. ${sentence}`]);
      assert.equal(editor.schemaUpdates.stored, undefined);
    });
  }

  it('a failed update keeps the previous one', async () => {
    await update();
    const { stored } = editor.schemaUpdates;
    respond = (response) => response.end('<html>');
    await update();
    assert.deepEqual(editor.schemaUpdates.stored, stored);
  });

  for (const [location, sentence] of [
    ['http://docs.example.com/openapi.json', `${setting} must use https.`],
    ['/nowhere/openapi.json', `Can't read /nowhere/openapi.json. Check ${setting}.`],
  ] as const) {
    it(`${location}: one sentence, and no request`, async () => {
      fake.workspace.settings.set(setting, location);
      assert.deepEqual(await update(), [`error: The schema was not updated. ${sentence}`]);
      assert.equal(stub.seen.length, 0);
    });
  }
});
