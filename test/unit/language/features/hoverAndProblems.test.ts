import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rules } from '#language/diagnostics/index';
import { hoverAt } from '#language/features/hover';
import { annotated } from '#support/language/agents';
import { problemsOf } from '#support/language/problems';

const pages = join(__dirname, '../../../../docs/rules');

/** The example with the problem on a rule's page. */
function exampleOf(id: string): string {
  return /```json\n([^]*?)\n```/.exec(readFileSync(join(pages, `${id}.md`), 'utf8'))?.[1] ?? '';
}

/** The sentences of a message or hover, without markup. */
function sentencesIn(text: string): string[] {
  return text
    .split(/\n+|(?<=[.?]) /)
    .map((sentence) => sentence.replaceAll(/[*`"]|^- /g, '').trim())
    .filter((sentence) => sentence !== '');
}

describe('a problem and the hover at its place do not repeat each other', () => {
  for (const { id } of rules)
    it(id, () => {
      const text = exampleOf(id);
      const agent = annotated(text);
      const found = problemsOf(text, { [id]: 'error' }).filter(({ rule }) => rule === id);
      assert.ok(found.length > 0);
      for (const { message, span, related = [] } of found) {
        const sentences = [message, ...related.map((information) => information.message)].flatMap(
          sentencesIn,
        );
        for (const offset of [span.offset, span.offset + span.length - 1]) {
          const hover = sentencesIn(hoverAt(agent, offset)?.markdown ?? '');
          assert.deepEqual(
            sentences.filter((sentence) => hover.includes(sentence)),
            [],
            hover.join('\n'),
          );
        }
      }
    });
});

describe('related information has its own location', () => {
  for (const { id } of rules)
    it(id, () => {
      const text = exampleOf(id);
      for (const { span, related = [] } of problemsOf(text, { [id]: 'error' }))
        for (const other of related) assert.notDeepEqual(other.span, span, other.message);
    });
});
