import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { mixedAgent, sizes } from '#scripts/bench/documents.mjs';
import { measureQuestions } from '#scripts/bench/inProcess.mjs';
import { loadAgentJson } from '#scripts/bench/agentJson.mjs';

/**
 * Feature → maximum ratio to the built-in JSON service, about twice the values in docs/performance.md, to detect large regressions only.
 */
const limits: Readonly<Record<'23 KB' | '120 KB', Readonly<Record<string, number>>>> = {
  '23 KB': { 'edit → diagnostics': 1.2, 'type + complete': 1.7, hover: 1.1, outline: 4 },
  '120 KB': { 'edit → diagnostics': 0.7, 'type + complete': 0.9, hover: 1.1, outline: 3 },
};

describe('compared with the built-in JSON service, in one run', () => {
  let openAgentJson: Awaited<ReturnType<typeof loadAgentJson>>;
  before(async () => {
    openAgentJson = await loadAgentJson();
  });

  for (const size of ['23 KB', '120 KB'] as const) {
    it(`the ratio at ${size} stays within its limit`, async () => {
      const document = mixedAgent(size, sizes[size]);
      const rows = await measureQuestions(document, openAgentJson, {
        rounds: 120,
        budget: 8000,
        warmUp: 150,
      });
      assert.equal(rows.length, Object.keys(limits[size]).length);
      for (const { question, ratio } of rows) {
        const limit = limits[size][question] ?? 0;
        assert.ok(ratio <= limit, `${question}: ${ratio.toFixed(2)} times as long, at most ${limit}`);
      }
    });
  }
});

describe('the cost of an edit', () => {
  it('depends on the size of the property, not of the file', async () => {
    const openAgentJson = await loadAgentJson();
    // The same short value with a hundred times as much text in other properties.
    const cost = (size: number) => {
      const { text } = mixedAgent('', size);
      const open = openAgentJson(text);
      const offset = text.indexOf('"gpt-4.1"') + 1;
      const once = (index: number) => {
        open.type(index % 2 ? { offset, length: 1, text: '' } : { offset, length: 0, text: 'x' });
        const start = performance.now();
        open.diagnose();
        return performance.now() - start;
      };
      const times = Array.from({ length: 400 }, (_, index) => once(index)).slice(200);
      return times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
    };
    const [small, large] = [cost(12_000), cost(1_200_000)];
    assert.ok(large < small * 30, `${(large / small).toFixed(1)} times the cost for 100 times the text`);
  });
});
