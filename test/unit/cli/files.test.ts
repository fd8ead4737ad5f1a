import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Lines } from '#cli/files/lines';
import { PartlyWritten, editFile, readFileText, writeFiles, writeAtomically } from '#cli/files/agentText';
import { folderWith, readFrom } from '#support/cli/folder';

describe('lines and columns', () => {
  const lines = new Lines('a\r\nbc\n\u{1F600}d\re');
  for (const [offset, line, character] of [
    [0, 0, 0],
    [3, 1, 0],
    [5, 1, 2],
    [6, 2, 0],
    [8, 2, 2],
    [10, 3, 0],
    [11, 3, 1],
  ] as const)
    it(`offset ${offset}: line ${line}, column ${character}, as in LSP`, () => {
      assert.deepEqual(lines.positionAt(offset), { line, character });
    });
});

describe('editing a file', () => {
  const insert = [{ offset: 0, length: 0, newText: '//' }];

  it("keeps the byte order mark, which offsets don't include", () => {
    const folder = folderWith({ 'a.json': '\uFEFF{}' });
    assert.ok(editFile(readFileText(join(folder, 'a.json')), insert));
    assert.equal(readFrom(folder, 'a.json'), '\uFEFF//{}');
  });

  it('changes nothing when the file has changed since it was read', () => {
    const folder = folderWith({ 'a.json': '{}' });
    const read = readFileText(join(folder, 'a.json'));
    writeFileSync(join(folder, 'a.json'), '[]');
    assert.equal(editFile(read, insert), false);
    assert.equal(readFrom(folder, 'a.json'), '[]');
  });

  it('changes nothing when bytes that are not UTF-8 would be lost', () => {
    const folder = folderWith({});
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    writeFileSync(join(folder, 'a.json'), bytes);
    assert.equal(editFile(readFileText(join(folder, 'a.json')), insert), false);
    assert.deepEqual(readFileSync(join(folder, 'a.json')), bytes);
  });

  it('writes files that belong together only if all of them can be written', () => {
    const folder = folderWith({ 'a.md': 'Before.' });
    const files = [
      { path: join(folder, 'a.md'), text: 'After.' },
      { path: join(folder, 'missing/b.json'), text: '{}' },
    ];
    assert.throws(() => writeFiles(files));
    assert.equal(readFrom(folder, 'a.md'), 'Before.');
    assert.deepEqual(readdirSync(folder), ['a.md']);
  });

  it('names the files that were written before another one failed', () => {
    const folder = folderWith({ 'a.md': 'Before.' });
    mkdirSync(join(folder, 'b.json'));
    const files = ['a.md', 'b.json'].map((name) => ({ path: join(folder, name), text: 'After.' }));
    assert.throws(() => writeFiles(files), { message: /^Written: a\.md\. Not written: b\.json \(/ });
    assert.throws(() => writeFiles(files), PartlyWritten);
  });

  it('does not replace a read-only file', (t) => {
    if (process.getuid?.() === 0) return t.skip('root can write any file');
    const folder = folderWith({ a: 'before' });
    chmodSync(join(folder, 'a'), 0o444);
    assert.throws(() => writeAtomically(join(folder, 'a'), 'after'), { code: 'EACCES' });
    assert.deepEqual([readdirSync(folder), readFrom(folder, 'a')], [['a'], 'before']);
  });

  it('writes through a link and leaves no temporary file', () => {
    const folder = folderWith({ 'a.json': '{}' });
    symlinkSync(join(folder, 'a.json'), join(folder, 'link.json'));
    writeAtomically(join(folder, 'link.json'), '[]');
    assert.equal(readFrom(folder, 'a.json'), '[]');
    assert.deepEqual(readdirSync(folder).sort(), ['a.json', 'link.json']);
  });
});
