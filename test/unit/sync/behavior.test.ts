import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readAgentText } from '#sync/content/agentText';
import { readAddress } from '#api/baseUrl';
import { fileStateOf } from '#client/editor/fileState';
import { summaryOfState } from '#client/views/statusText';
import { allModes } from '#support/sync/fakeRemote';
import type { SyncFixture } from '#support/sync/syncFixture';
import { states } from './behaviorStates';

/** docs/sync-behavior.md is the specification: each cell of its table is executed. */
const page = readFileSync(join(__dirname, '../../../docs/sync-behavior.md'), 'utf8');

const commands: Record<string, (fixture: SyncFixture) => Promise<{ readonly kind: string }>> = {
  Push: (fixture) => fixture.push(),
  Pull: (fixture) => fixture.pull(),
  'Roll Back': (fixture) => fixture.undo(),
};

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const [, statusColumn, ...columns] = rows[0] ?? [];
const cells = rows
  .slice(2)
  .flatMap(([state = '', , ...row]) =>
    row.map((cell, index) => ({ state, command: columns[index] ?? '', cell })),
  );
const writeOutcomes = ['pushed', 'verification-failed', 'not-applied', 'unknown', 'unverified', 'rejected'];

describe('docs/sync-behavior.md', () => {
  it('has a row for every state, and no other', () =>
    assert.deepEqual(
      rows.slice(2).map(([state]) => state),
      Object.keys(states),
    ));

  for (const { state, command, cell } of cells) {
    it(`${state}: ${command} ${cell}, in every mode of the server`, async () => {
      const [, asksFirst, kind] = /^(asks, )?`([a-z-]+)`$/.exec(cell) ?? [];
      assert.ok(kind, `not a cell: ${cell}`);
      for (const modes of allModes) {
        const fixture = await states[state]!(modes);
        const outcome = await commands[command]!(fixture);
        const mode = JSON.stringify(modes);
        assert.equal(outcome.kind, kind, mode);
        assert.equal(fixture.shownPlans.length, asksFirst ? 1 : 0, mode);
        assert.equal(
          fixture.remote.writes.length,
          command !== 'Pull' && writeOutcomes.includes(kind) ? 1 : 0,
          mode,
        );
      }
    });
  }

  for (const [state = '', status] of rows.slice(2)) {
    it(`${state}: ${statusColumn} ${status}`, async () => {
      for (const modes of allModes) assert.equal(await statusOf(await states[state]!(modes)), status);
    });
  }
});

/** The status bar text before any request, in the notation of the table. */
async function statusOf({ text, files, ports }: SyncFixture): Promise<string> {
  const read = readAddress(ports.agents.origin);
  assert.ok(read.ok);
  const { sign } = summaryOfState(
    await fileStateOf(readAgentText(text), read.address, ports.baselines, undefined, files.unresolved),
  );
  return `\`${Object.entries(icons).reduce((all, [icon, symbol]) => all.replace(icon, symbol), sign)}\``;
}

/** The status bar icons as text. */
const icons = { '$(check)': '✓', '$(question)': '?', '$(circle-outline)': '○', '$(warning)': '⚠' };
