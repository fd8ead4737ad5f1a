import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePullOutcome, describePushOutcome } from '#sync/messages/describe';
import { describePush } from '#sync/messages/describeQuestion';
import { mergeLines } from '#sync/merge/mergeLines';
import type { JsonObject } from '#language/syntax/json';
import { SyncFixture } from '#support/sync/syncFixture';

const prompt = Array.from({ length: 100 }, (_, line) => `Line ${line} of the prompt, which is long.`).join(
  '\n',
);
const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: prompt, inbound: true };

async function createSynced(): Promise<SyncFixture> {
  const fixture = new SyncFixture({ file: agent, agent });
  await fixture.pull();
  return fixture;
}

describe('the size of a long string', () => {
  const table: [string, string, string][] = [
    ['pasted twice', `${prompt}\n${prompt}`, ' description grows from 3.8 KB to 7.6 KB.'],
    ['cut in half', prompt.slice(0, 1950), ' description shrinks from 3.8 KB to 1.9 KB.'],
    ['emptied almost', 'Hello.', ' description shrinks from 3.8 KB to 6 characters.'],
    ['with an additional line', `${prompt}\nOne more.`, ''],
  ];
  for (const [name, description, sentence] of table) {
    it(`${name}: is ${sentence === '' ? 'not ' : ''}mentioned after a pull and a push`, async () => {
      const fixture = await createSynced();
      fixture.remote.edit((stored) => ({ ...stored, description }));
      const pulled = await fixture.pull();
      assert.equal(describePullOutcome(pulled, () => '').text, `Pulled 1 change from Front Desk.${sentence}`);
      const other = await createSynced();
      other.edit((file) => ({ ...file, description }));
      const pushed = await other.push();
      assert.equal(describePushOutcome(pushed, () => '').text, `Pushed 1 change to Front Desk.${sentence}`);
    });
  }

  it('is mentioned in the question before a push', async () => {
    const fixture = new SyncFixture({ file: { ...agent, description: 'Hello.' }, agent });
    await fixture.push();
    const [asked] = fixture.shownPlans;
    assert.ok(asked?.kind === 'push');
    assert.equal(describePush(asked).details.at(-1), 'description shrinks from 3.8 KB to 6 characters.');
  });

  it('is not mentioned for short strings', async () => {
    const fixture = await createSynced();
    fixture.remote.edit((stored) => ({ ...stored, agent_name: 'A much longer name than before' }));
    const outcome = await fixture.pull();
    assert.doesNotMatch(describePullOutcome(outcome, () => '').text, /grows/);
  });
});

describe('a merge by line', () => {
  const lines = ['You answer the phone.', 'You book appointments.', '', 'You say goodbye politely.'];
  const base = lines.join('\n');
  const edited = base.replace('appointments', 'tables');
  const duplicatedText = `${base}\nIn between.\n${base}`;

  const ambiguous: [string, string, string, string][] = [
    ['one side edits a line that the other side pasted again', base, edited, `${base}\n\n${base}`],
    ['the same, the other way round', base, `${base}\n\n${base}`, edited],
    [
      'one side adds a line inside what the other side pasted again',
      base,
      base.replace('phone.', 'phone.\nAlways.'),
      `${base}\n${base}`,
    ],
    [
      'one side edits one of two copies, and the other side removes one',
      duplicatedText,
      `${edited}\nIn between.\n${base}`,
      `In between.\n${base}`,
    ],
    [
      'one side removes a line that the other side pasted again',
      base,
      base.replace('You book appointments.\n', ''),
      `${base}\n${base}`,
    ],
  ];
  for (const [name, base, local, remote] of ambiguous) {
    it(`${name}: is a conflict`, () => assert.equal(mergeLines(base, local, remote), undefined));
  }

  it('of an edit and an addition elsewhere succeeds', () =>
    assert.equal(
      mergeLines(base, edited, `${base}\nYou never hang up first.`),
      `${edited}\nYou never hang up first.`,
    ));

  it('of two separate edits succeeds next to repeated blank lines and short lines', () => {
    const list = ['First of the topics', '-', '', 'Second of the topics', '-', '', 'Third of the topics'];
    const local = list.with(0, 'First topic').join('\n');
    const remote = [...list.with(6, 'Third topic'), '-', ''].join('\n');
    assert.equal(
      mergeLines(list.join('\n'), local, remote),
      [...list.with(0, 'First topic').with(6, 'Third topic'), '-', ''].join('\n'),
    );
  });

  it('of two copies that both sides keep succeeds', () =>
    assert.equal(
      mergeLines(
        duplicatedText,
        duplicatedText.replace('In between.', 'Between.'),
        `Start.\n${duplicatedText}`,
      ),
      `Start.\n${duplicatedText.replace('In between.', 'Between.')}`,
    ));
});
