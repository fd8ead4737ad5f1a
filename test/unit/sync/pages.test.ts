import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pagesOf } from '#sync/pages';
import type { AgentPage, ApiResult } from '#sync/ports';

/** A list whose pages are linked like this: page → next page. */
async function read(links: Readonly<Record<string, string | undefined>>): Promise<ApiResult<AgentPage>[]> {
  const list = (_: unknown, next = 'first') =>
    Promise.resolve({ ok: true, value: { agents: [], next: links[next] } } as const);
  const pages: ApiResult<AgentPage>[] = [];
  for await (const page of pagesOf({ list }, {})) pages.push(page);
  return pages;
}

describe('the pages of a list', () => {
  it('are read up to the last one', async () => {
    const pages = await read({ first: 'second', second: 'third' });
    assert.deepEqual(
      pages.map(({ ok }) => ok),
      [true, true, true],
    );
  });

  it('end with a failure if the server returns a page again', async () => {
    for (const links of [
      { first: 'second', second: 'second' },
      { first: 'second', second: 'third', third: 'second' },
    ]) {
      const last = (await read(links)).at(-1);
      assert.ok(last?.ok === false && last.failure.kind === 'unexpected');
    }
  });
});
