import assert from 'node:assert/strict';
import { type AnnotatedAgent, type LanguageOptions, annotate } from '#language/annotate';
import { agentSchema } from '#language/schema/bundledSchema';
import { parseAgent } from '#language/syntax/document';

export { agentSchema };

const mark = '▮';

/** Text → annotated agent, with the bundled schema. */
export function annotated(text: string, options?: LanguageOptions): AnnotatedAgent {
  return annotate(parseAgent(text), agentSchema, options);
}

/** A text with exactly one ▮ → the text without it, and its offset. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf(mark);
  assert.ok(offset >= 0 && offset === marked.lastIndexOf(mark), `expected one ${mark} in: ${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + mark.length), offset };
}
