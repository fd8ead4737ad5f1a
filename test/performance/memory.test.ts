import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mixedAgent, sizes } from '#scripts/bench/documents.mjs';
import { editForLong } from '#scripts/bench/memory.mjs';
import { loadAgentJson } from '#scripts/bench/agentJson.mjs';

describe('a file after many edits', () => {
  it('uses no more memory than when it was opened', async () => {
    const { opened, edited } = editForLong(await loadAgentJson(), mixedAgent('', sizes['23 KB']).text, 4000);
    assert.ok(edited < opened * 1.2, `${(edited / opened).toFixed(2)} times as much`);
  });
});
