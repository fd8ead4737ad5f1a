import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '#language/syntax/edit';
import { type Encoding, Lines, changed, chooseEncoding } from '#server/lsp/positions';
import { VersionedText } from '#server/workspace/versionedText';

const document = (text: string) => new VersionedText('file:///a', 'agent-json', 1, text);
const anyText = fc.string({ unit: fc.constantFrom('a', '"', 'é', '漢', '😀', '\n', '\r\n'), maxLength: 40 });
const encodings: Encoding[] = ['utf-8', 'utf-16'];

/** Offsets that stand between whole characters, and not between \r and \n, where no editor can be. */
function places(text: string): number[] {
  const steps = text.match(/\r\n|[\s\S]/gu) ?? [];
  return steps.reduce<number[]>((offsets, step) => [...offsets, (offsets.at(-1) ?? 0) + step.length], [0]);
}

/** Where each offset of a text stands. */
function positionsIn(text: VersionedText) {
  const { length } = text.getText();
  return Array.from({ length: length + 1 }, (_, offset) => text.positionAt(offset));
}

describe('a column in bytes', () => {
  it('is what an encoder would count, whole characters or half ones', () => {
    const text = fc.string({
      unit: fc.oneof(anyText, fc.constantFrom('\uD83D', '\uDE00', '\u0000', '\uFFFF')),
    });
    fc.assert(
      fc.property(text, (line) => {
        const oneLine = line.replaceAll(/[\r\n]/g, '');
        const { character } = new Lines(document(oneLine), 'utf-8').positionAt(oneLine.length);
        assert.equal(character, Buffer.byteLength(oneLine));
      }),
    );
  });
});

describe('a version of a text', () => {
  it('has its lines where they would be if it had been opened as it is', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀'), maxLength: 6 });
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(4), piece), { maxLength: 8 });
    fc.assert(
      fc.property(piece, edits, (start, steps) => {
        let text = document(start);
        for (const [at, removed, inserted] of steps) {
          const { length } = text.getText();
          // Lines that nobody has counted yet would not be carried over.
          text.positionAt(0);
          const offset = at % (length + 1);
          text = text.edited({ offset, length: Math.min(removed, length - offset) }, inserted, 2);
          assert.deepEqual(positionsIn(text), positionsIn(document(text.getText())));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('positions', () => {
  it('go with the first encoding that both sides know', () => {
    assert.equal(chooseEncoding(['utf-32', 'utf-8', 'utf-16']), 'utf-8');
    assert.equal(chooseEncoding(['utf-16', 'utf-8']), 'utf-16');
    assert.equal(chooseEncoding(['utf-32']), 'utf-16');
    assert.equal(chooseEncoding(), 'utf-16');
  });
  for (const encoding of encodings) {
    it(`and offsets are each other's inverse in ${encoding}`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const lines = new Lines(document(text), encoding);
          for (const offset of places(text)) assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
        }),
      );
    });
    it(`beyond a line's end mean its end in ${encoding}`, () => {
      const lines = new Lines(document('é漢\nb'), encoding);
      assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
      assert.equal(lines.offsetAt({ line: 9, character: 0 }), 4);
    });
    it(`carry edits to the same text as offsets do, in ${encoding}`, () => {
      const edit = fc.tuple(anyText, fc.nat(), fc.nat(), anyText);
      fc.assert(
        fc.property(edit, ([text, one, other, newText]) => {
          const stops = places(text);
          const [from = 0, to = 0] = [one, other]
            .map((pick) => stops[pick % stops.length] ?? 0)
            .sort((a, b) => a - b);
          const before = document(text);
          const range = new Lines(before, encoding).rangeOf({ offset: from, length: to - from });
          const after = changed(before, [{ range, text: newText }], 2, encoding);
          assert.equal(after.getText(), applyEdits(text, [{ offset: from, length: to - from, newText }]));
          assert.equal(after.version, 2);
          assert.equal(before.getText(), text, 'the old version holds still');
        }),
      );
    });
  }
});
