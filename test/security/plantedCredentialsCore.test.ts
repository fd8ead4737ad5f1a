import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAgentLanguage } from '#language/index';
import { agentSchema } from '#support/language/agents';
import { bareKeys, similarToCredentials, contexts, recognizableKeys } from '#support/credentialSamples';
import {
  credentialLocations,
  credentialExamples,
  similarStrings,
  unnamedLocations,
  freeFormProperties,
  namedLocations,
} from '#support/plantedCredentials';

const language = createAgentLanguage(agentSchema);
const read = (properties: object) => {
  const agent = { id: 7, agent_name: 'Desk', description: 'Answers.', inbound: true, ...properties };
  return language.annotate(language.parse(JSON.stringify(agent, null, 2)));
};
const countReports = (properties: object) =>
  language.problems(read(properties)).filter(({ rule }) => rule === 'plaintext-secret').length;

interface PlantedCredential {
  readonly what: string;
  readonly key: string;
  readonly properties: object;
}

const planted: PlantedCredential[] = Object.entries(credentialLocations).flatMap(
  ([location, propertiesWith]) =>
    Object.entries(credentialExamples).map(([kind, key]) => ({
      what: `${kind} in ${location}`,
      key,
      properties: propertiesWith(key),
    })),
);
const harmless = freeFormProperties.flatMap((name) => similarStrings.map((text) => ({ [name]: text })));

describe('plain-text credentials', () => {
  it('are found: at least 95 %, in more than ten formats', () => {
    assert.ok(planted.length >= 100 && Object.keys(credentialExamples).length >= 10);
    const missed = planted.filter(({ properties }) => countReports(properties) === 0).map(({ what }) => what);
    assert.ok(missed.length <= planted.length * 0.05, missed.join('\n'));
  });

  it('are reported once each', () => {
    assert.deepEqual(
      planted.filter(({ properties }) => countReports(properties) > 1).map(({ what }) => what),
      [],
    );
  });

  it('have at most 1 % false positives', () => {
    assert.ok(harmless.length >= 200);
    const wrong = harmless
      .filter((properties) => countReports(properties) > 0)
      .map((properties) => JSON.stringify(properties));
    assert.ok(wrong.length <= harmless.length * 0.01, wrong.join('\n'));
  });
});

describe('random credentials in documented formats', () => {
  const seed = Date.now() & 0x7fffffff;
  const sample = (texts: fc.Arbitrary<string>, count: number) => fc.sample(texts, { seed, numRuns: count });
  const recognizable = plantedIn(recognizableKeys, Object.keys(credentialLocations), (key) => [key]);
  // Keys without a format can only be distinguished from IDs by a property name or a word next to them.
  const bare = [
    ...plantedIn(bareKeys, namedLocations, (key) => [key]),
    ...plantedIn(bareKeys, unnamedLocations, (key) => contexts.map((context) => context(key))),
  ];

  function plantedIn(
    kinds: Readonly<Record<string, fc.Arbitrary<string>>>,
    locations: readonly string[],
    write: (key: string) => readonly string[],
  ): PlantedCredential[] {
    return Object.entries(kinds).flatMap(([kind, keys]) =>
      sample(keys, 3).flatMap((key) =>
        locations.flatMap((location) =>
          write(key).map((text) => ({
            what: `${kind} in ${location}`,
            key,
            properties: credentialLocations[location]?.(text) ?? {},
          })),
        ),
      ),
    );
  }

  for (const [name, keys] of Object.entries({
    'their format identifies them': recognizable,
    'a name or word next to them identifies them': bare,
  })) {
    it(`are found if ${name}: at least 95 % (seed ${seed})`, () => {
      const missed = keys.filter(({ properties }) => countReports(properties) === 0);
      const missing = missed.map((credential) => `${credential.what}: ${credential.key}`);
      assert.ok(
        missed.length <= keys.length * 0.05,
        `${missed.length} of ${keys.length}\n${missing.join('\n')}`,
      );
    });
  }

  it(`are not found in IDs, hashes, URLs and prose: at most 1 % false positives (seed ${seed})`, () => {
    const texts = Object.values(similarToCredentials).flatMap((kind) => sample(kind, 6));
    const all = freeFormProperties.flatMap((name) => texts.map((text) => ({ [name]: text })));
    assert.ok(all.length >= 1000);
    const wrong = all
      .filter((properties) => countReports(properties) > 0)
      .map((properties) => JSON.stringify(properties));
    assert.ok(wrong.length <= all.length * 0.01, wrong.join('\n'));
  });

  it(`are never repeated (seed ${seed})`, () => {
    for (const { key, properties } of recognizable)
      if (countReports(properties) > 0) assertNotRepeated(properties, key);
  });
});

describe('messages never contain the credential', () => {
  for (const { what, key, properties } of planted) {
    if (countReports(properties) > 0) it(what, () => assertNotRepeated(properties, key));
  }
});

/** Asserts that no result contains a line of the credential. */
function assertNotRepeated(properties: object, key: string): void {
  const agent = read(properties);
  const entireText = { offset: 0, length: agent.document.text.length };
  const problems = language.problems(agent);
  const fixes = [
    ...problems.flatMap((problem) => language.fixes(agent, problem)),
    ...language.refactorings(agent, entireText),
  ];
  const output = JSON.stringify([
    problems.map(({ message, related, fix }) => ({ message, related, fix })),
    fixes.map(({ title, command }) => ({ title, command })),
    sampleOffsets(agent.document.text, key).map((offset) => language.hover(agent, offset)?.markdown),
    language.documentSymbols(agent),
    language.inlayHints(agent, entireText),
    language.codeLenses(agent, new Set(['agentJson.push', 'agentJson.editPrompt'])),
    language.documentLinks(agent),
  ]);
  for (const line of key.split('\n')) assert.ok(!output.includes(line), output);
}

/** Some offsets in and before the line with a text. */
function sampleOffsets(text: string, key: string): number[] {
  const written = JSON.stringify(key).slice(1, 9);
  const at = text.indexOf(written);
  assert.ok(at >= 0);
  return [text.lastIndexOf('\n', at) + 4, at - 1, at + 1, at + 5];
}
