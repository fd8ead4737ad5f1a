import assert from 'node:assert/strict';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { tempFolder } from '#scripts/host/folders.mjs';
import { writeIfChanged } from '#scripts/writeIfChanged.mjs';

it('writeIfChanged: writes new and changed files, and does not write others', async () => {
  const file = join(tempFolder('build'), 'dist', 'a.js');
  const longAgo = new Date(1_000_000_000_000);
  await writeIfChanged(file, 'one');
  utimesSync(file, longAgo, longAgo);
  await writeIfChanged(file, Buffer.from('one'));
  assert.deepEqual(statSync(file).mtime, longAgo);
  await writeIfChanged(file, 'two');
  assert.equal(readFileSync(file, 'utf8'), 'two');
});
