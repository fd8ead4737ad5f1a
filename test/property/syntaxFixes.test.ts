import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixAll, fixesFor } from '#language/codeActions/index';
import { findProblems } from '#language/diagnostics/index';
import {
  type AgentDocument,
  toJson,
  parseAgent,
  propertiesOf,
  propertyName,
} from '#language/syntax/document';
import { applyEdits } from '#language/syntax/edit';
import { formatDocument } from '#language/syntax/format';
import { annotated } from '#support/language/agents';
import { type BrokenAgent, brokenAgents } from '#support/language/brokenAgents';

/** `FUZZ_RUNS=10000 node --import tsx --test test/property/syntaxFixes.test.ts` for the long run; `FUZZ_SEED=1` repeats one. */
const { FUZZ_RUNS, FUZZ_SEED } = process.env;
const parameters = {
  numRuns: Number(FUZZ_RUNS ?? 300),
  ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
  includeErrorInReport: true,
};

const topNames = ({ root }: AgentDocument) => new Set(propertiesOf(root).map(propertyName));

/** The names whose quotes and colon are intact. */
function intactNames({ text, names }: BrokenAgent): string[] {
  return names.filter((name) => new RegExp(`(?<!\\\\)"${name}"\\s*:`).test(text));
}

function syntaxProblems(text: string): number {
  return findProblems(annotated(text)).filter(({ rule }) => rule === 'syntax').length;
}

/** Throws if the result is worse than the input. */
function assertNotWorse(broken: BrokenAgent, after: string, title: string): void {
  const report = `${title}\n--- before\n${broken.text}\n--- after\n${after}`;
  assert.ok(syntaxProblems(after) <= syntaxProblems(broken.text), `more problems: ${report}`);
  const document = parseAgent(after);
  if (document.syntaxErrors.length > 0) return;
  const names = topNames(document);
  const lost = intactNames(broken).filter((name) => !names.has(name) && !anywhere(document, name));
  assert.deepEqual(lost, [], `lost properties: ${report}`);
}

/** Whether a property still exists, even if a missing bracket has moved it into another object. */
function anywhere(document: AgentDocument, name: string): boolean {
  const value = document.root && toJson(document, document.root);
  return JSON.stringify(value).replaceAll('\\"', '').includes(`"${name}":`);
}

describe('agents with syntax errors', () => {
  it('no fix loses a property or leaves more problems than before', () => {
    fc.assert(
      fc.property(brokenAgents, (broken) => {
        const agent = annotated(broken.text);
        for (const problem of findProblems(agent)) {
          const isSyntax = problem.rule === 'syntax';
          for (const { title, edits, preferred } of fixesFor(agent, problem)) {
            const after = applyEdits(broken.text, edits);
            // A fix of another problem may remove or rename its property, but no other one.
            const others = broken.names.filter((name) => isSyntax || !problem.path.includes(name));
            assertNotWorse({ ...broken, names: others }, after, title);
            if (preferred && isSyntax)
              assert.ok(syntaxProblems(after) < syntaxProblems(broken.text), `${title}: ${broken.text}`);
          }
        }
        assertNotWorse(broken, applyEdits(broken.text, fixAll(agent)?.edits ?? []), 'fix all');
      }),
      parameters,
    );
  });

  it('formatting changes only whitespace, and neither the errors nor the properties', () => {
    fc.assert(
      fc.property(brokenAgents, ({ text }) => {
        const edits = formatDocument(parseAgent(text), { tabSize: 2, insertSpaces: true });
        const after = applyEdits(text, edits);
        const story = `--- before\n${text}\n--- after\n${after}`;
        assert.equal(after.replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''), story);
        const [documentBefore, current] = [parseAgent(text), parseAgent(after)];
        assert.equal(current.syntaxErrors.length, documentBefore.syntaxErrors.length, story);
        assert.deepEqual(
          current.root && toJson(current, current.root),
          documentBefore.root && toJson(documentBefore, documentBefore.root),
          story,
        );
      }),
      parameters,
    );
  });
});
