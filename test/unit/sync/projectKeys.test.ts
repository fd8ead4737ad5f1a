import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numberFromText } from '#language/syntax/json';
import { parseProjects } from '#api/projects';
import {
  type KeyChoice,
  type KeySlot,
  type Project,
  chooseKey,
  defaultSlot,
  knownProjects,
  lastFourOf,
  newRecord,
  projectIn,
  projectSlot,
  withRecord,
  withoutRecord,
} from '#sync/projects/keys';
import { projectNameFor } from '#sync/projects/names';
import { isProtected, looksLikeProduction } from '#sync/projects/protection';

const staging: Project = { id: '1377', name: 'Acme Staging', configured: [] };
const production: Project = { id: '1378', name: 'Acme Production', configured: ['vapi_api_key'] };
const keyFor = (...projects: Project[]) => newRecord('FAKE-key-for-tests', projects, undefined);

const slotOf = (choice: KeyChoice): KeySlot | string =>
  choice.kind === 'key' ? choice.record.slot : choice.kind;

describe('the API key of a file', () => {
  const both = [keyFor(staging), keyFor(production)];
  const cases: [string, readonly ReturnType<typeof keyFor>[], string | undefined, KeySlot | string][] = [
    ['that of its project', [...both, keyFor()], '1378', projectSlot('1378')],
    ['else the default key', [...both, keyFor()], '1376', defaultSlot],
    ['the default key if it names no project', [...both, keyFor()], undefined, defaultSlot],
    ['else the only key', [keyFor(staging)], '1378', projectSlot('1377')],
    ['the only key if it names no project', [keyFor(staging)], undefined, projectSlot('1377')],
    ['none if several keys are for other projects', both, '1376', 'no-key-for-project'],
    ['asked for if it names no project and several might fit', both, undefined, 'ambiguous'],
    ['none if there is no key', [], '1377', 'no-key'],
  ];
  for (const [expectation, keys, project, slot] of cases)
    it(expectation, () => assert.deepEqual(slotOf(chooseKey(keys, { project, selected: undefined })), slot));

  it('is the one that the user chose for it, while it exists', () => {
    const selected = projectSlot('1378');
    assert.deepEqual(slotOf(chooseKey(both, { project: undefined, selected })), selected);
    assert.deepEqual(slotOf(chooseKey(both, { project: '1377', selected })), projectSlot('1377'));
    const remaining = withoutRecord(both, selected);
    assert.deepEqual(slotOf(chooseKey(remaining, { project: undefined, selected })), projectSlot('1377'));
  });
});

describe('stored keys', () => {
  it('a key with one project is stored for it, one with several or none as the default key', () => {
    assert.deepEqual(keyFor(staging).slot, projectSlot('1377'));
    assert.deepEqual(keyFor(staging, production).slot, defaultSlot);
    assert.deepEqual(keyFor().slot, defaultSlot);
  });

  it('a new key replaces the one of the same project only', () => {
    const keys = withRecord([keyFor(staging), keyFor()], { ...keyFor(staging), verifiedAt: 'now' });
    assert.deepEqual(
      keys.map(({ slot, verifiedAt }) => [slot, verifiedAt]),
      [
        [defaultSlot, undefined],
        [projectSlot('1377'), 'now'],
      ],
    );
  });

  it('show at most four characters of a key, and none of a short one', () => {
    assert.equal(lastFourOf('FAKE-key-for-tests'), 'ests');
    assert.equal(lastFourOf('FAKE-key'), '');
  });

  it('have every project once, by name', () => {
    const keys = [keyFor(staging, production), keyFor(staging)];
    assert.deepEqual(
      knownProjects(keys).map(({ name }) => name),
      ['Acme Production', 'Acme Staging'],
    );
    assert.equal(projectNameFor(keys, '1377'), 'Acme Staging');
    assert.equal(projectNameFor(keys, '1376'), 'project 1376');
  });
});

describe("a file's project", () => {
  it('is the digits of its "project"', () => {
    assert.equal(projectIn({ project: 1377 }), '1377');
    assert.equal(projectIn({ project: numberFromText('12345678901234567890') }), '12345678901234567890');
    for (const project of [null, 'Acme', 0, 1.5]) assert.equal(projectIn({ project }), undefined);
    assert.equal(projectIn({}), undefined);
  });
});

describe('the list of projects', () => {
  it('has names and stored secrets', () => {
    const text =
      '[{"id": 1378, "name": "Acme Production", "vapi_api_key_configured": true, "retell_api_key_configured": false}]';
    assert.deepEqual(parseProjects(text), { ok: true, value: [production] });
  });

  it('is an error if it is not an array of projects', () => {
    for (const text of ['{"results": []}', '[{"name": "Acme"}]', '<html>', ''])
      assert.equal(parseProjects(text).ok, false);
  });
});

describe('protected projects', () => {
  it('are listed by id or by name', () => {
    for (const entry of ['1378', 1378, 'acme production ']) assert.ok(isProtected(production, [entry]));
    for (const entry of ['1377', '', 'Acme']) assert.ok(!isProtected(production, [entry]));
    assert.ok(!isProtected({ id: '1', name: '' }, ['']));
  });

  it('are suggested for names that contain "prod"', () => {
    assert.ok(looksLikeProduction(production));
    assert.ok(!looksLikeProduction(staging));
  });
});
