import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits, type TextEdit } from '#language/syntax/edit';
import {
  type Json,
  type JsonObject,
  type Path,
  fromPointer,
  isJsonObject,
  toPointer,
  valueAt,
} from '#language/syntax/json';
import { readAgentText } from '#sync/content/agentText';
import { setIn } from '#sync/content/paths';
import type { Baseline } from '#sync/ports';
import { type PromotionPlan, planPromotion } from '#sync/promote/planPromotion';

/** To repeat a run: `SEED=7 node --import tsx --test test/property/promotions.test.ts`. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
const numRuns = Number(process.env['RUNS'] ?? 500);

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'omega');
const lines = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' line\n'));
const pairs = fc.uniqueArray(word, { maxLength: 3 }).map((all) => all.map((name) => [name, `${name}-said`]));
const secret = fc.constantFrom<Json>(
  'FAKE-literal-do-not-use',
  'FAKE-other-do-not-use',
  '${secret:A}',
  '${env:B}',
  null,
);
const number = fc.integer({ min: 1, max: 4 });
const phone = number.map((digit) => `+1555010${digit}`);
const url = word.map((host) => `https://${host}.example.com/hook`);

/** Properties that a promotion copies, by pointer. */
const portable: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  '/description': lines,
  '/language': fc.constantFrom('en', 'de', 'fr'),
  '/llm_temperature': number,
  '/agent_gives_first_message': fc.boolean(),
  '/pronunciation_words': pairs,
  '/topic_nodes/billing': word,
  '/topic_nodes/booking': word,
  '/livekit_data/tracing_enabled': fc.boolean(),
  '/livekit_data/config/room': word,
  '/custom_provider_data/mode': word,
  '/custom_provider_data/level': number,
  '/unknown_property': word,
};
/** Properties that a promotion leaves unchanged in the target, by pointer. */
const environment: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  '/id': number,
  '/project': number,
  '/agent_name': word,
  '/contact_number': phone,
  '/outbound_numbers': fc.array(phone, { minLength: 1, maxLength: 2 }),
  '/assistant_id': word.map((name) => `assistant-${name}`),
  '/webhook_url': url,
  '/vapi_data/trigger_url': url,
  '/livekit_data/url': word.map((host) => `wss://${host}.example.com`),
  '/livekit_data/api_secret': secret,
  '/livekit_data/api_secret_configured': fc.boolean(),
  '/vapi_api_key': secret,
  '/custom_provider_data/api_key': secret,
  '/sip_auth/username': word,
  '/sip_auth/password': secret,
};

const optional = (value: fc.Arbitrary<Json>) => fc.option(value, { nil: undefined });
const valuesOf = (properties: Readonly<Record<string, fc.Arbitrary<Json>>>) =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([pointer, value]) => [pointer, optional(value)])),
  );
type Values = Readonly<Record<string, Json | undefined>>;

/** Edits of portable properties and of whole objects such as `/livekit_data`; undefined removes the property. */
const edits = fc.dictionary(
  fc.constantFrom(...Object.keys(portable), '/livekit_data', '/topic_nodes', '/custom_provider_data'),
  fc.constant(null),
  { maxKeys: 4 },
);
const edited = edits.chain((chosen) =>
  fc.record(
    Object.fromEntries(
      Object.keys(chosen).map((pointer) => [
        pointer,
        optional(portable[pointer] ?? fc.constant(null)).map((value) => value ?? undefined),
      ]),
    ),
  ),
);

const agentOf = (values: Values, start: JsonObject = {}): JsonObject =>
  Object.entries(values).reduce(
    (agent, [pointer, value]) => setIn(agent, fromPointer(pointer), value),
    start,
  );

const layouts = fc.constantFrom(
  (agent: JsonObject) => `${JSON.stringify(agent, null, 2)}\n`,
  (agent: JsonObject) => JSON.stringify(agent, null, 4).replaceAll('\n', '\r\n'),
  (agent: JsonObject) => JSON.stringify(agent),
);

const pairsOfAgents = fc.record({
  shared: valuesOf(portable),
  sourceEnvironment: valuesOf(environment),
  targetEnvironment: valuesOf(environment),
  targetOnly: valuesOf(portable),
  wasPromoted: fc.boolean(),
  editedSource: edited,
  editedTarget: edited,
  preferred: fc.constantFrom('source', 'target'),
  layout: layouts,
});

describe(`promoting between random pairs of agents, seed ${seed}`, () => {
  it('keeps environment properties, copies or reports every change, and loses no change of the target', () => {
    fc.assert(
      fc.property(pairsOfAgents, (pair) => {
        const { shared, sourceEnvironment, targetEnvironment, targetOnly, wasPromoted, layout, preferred } =
          pair;
        const source = agentOf(sourceEnvironment, agentOf(shared));
        const target = agentOf(targetEnvironment, agentOf(wasPromoted ? shared : targetOnly));
        const first = promote(source, layout(target), undefined, 'source');
        if (!wasPromoted) return expectFirst(source, target, first);

        const before = agentIn(first.text);
        const newSource = agentOf(pair.editedSource, source);
        const newTarget = agentOf(pair.editedTarget, before);
        const text = layout(newTarget);
        const plan = promote(newSource, text, first.nextBaseline, preferred);
        expectMerged({ source, target: before }, { source: newSource, target: newTarget }, plan, preferred);
        assert.equal(undone(text, plan.edits), text, 'undo restores the bytes');
        return expectNoChanges(newSource, plan);
      }),
      { numRuns, seed, includeErrorInReport: true },
    );
  });
});

function promote(
  source: JsonObject,
  text: string,
  baseline: Baseline | undefined,
  preferred: 'source' | 'target',
): PromotionPlan {
  const target = agentIn(text);
  const plan = planPromotion({ schema: agentSchema, source, target, text, baseline, preferred });
  for (const pointer of Object.keys(environment))
    assert.deepEqual(at(agentIn(plan.text), pointer), at(target, pointer), pointer);
  assert.doesNotMatch(JSON.stringify(plan.nextBaseline), /FAKE-|\$\{/, 'the baseline contains no secret');
  return plan;
}

/** Without a baseline, the values of the source are used, and properties that only the target has are kept. */
function expectFirst(source: JsonObject, target: JsonObject, { text, conflicts }: PromotionPlan): void {
  assert.deepEqual(conflicts, []);
  for (const pointer of Object.keys(portable)) {
    const expected = at(source, pointer) === undefined ? target : source;
    expectSame(pointer, agentIn(text), expected);
  }
}

interface Pair {
  readonly source: JsonObject;
  readonly target: JsonObject;
}

function expectMerged(
  before: Pair,
  current: Pair,
  plan: PromotionPlan,
  preferred: 'source' | 'target',
): void {
  const result = agentIn(plan.text);
  for (const pointer of Object.keys(portable)) {
    const changedIn = (side: keyof Pair) => !same(at(before[side], pointer), at(current[side], pointer));
    const isConflict = plan.conflicts.some(({ path }) => `${pointer}/`.startsWith(`${toPointer(path)}/`));
    if (isConflict) expectSame(pointer, result, current[preferred]);
    else if (!changedIn('source')) expectSame(pointer, result, current.target);
    else if (!changedIn('target')) expectSame(pointer, result, current.source);
    else if (!same(at(current.source, pointer), at(current.target, pointer)))
      expectBoth(pointer, current, result);
  }
}

/** If both sides changed lines or items without a conflict, the result only contains lines or items of the two sides. */
function expectBoth(pointer: string, { source, target }: Pair, result: JsonObject): void {
  const partsOf = (agent: JsonObject) => {
    const value = at(agent, pointer);
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(item));
    return typeof value === 'string' ? value.split('\n') : [];
  };
  assert.ok(['/description', '/pronunciation_words'].includes(pointer), `${pointer} is a conflict`);
  const expected = new Set([...partsOf(source), ...partsOf(target)]);
  assert.ok(
    partsOf(result).every((part) => expected.has(part)),
    pointer,
  );
}

/** A second promotion has no changes and no conflicts. */
function expectNoChanges(source: JsonObject, { text, nextBaseline }: PromotionPlan): void {
  const next = promote(source, text, nextBaseline, 'source');
  assert.deepEqual([next.edits, next.conflicts], [[], []], 'a second promotion changes nothing');
}

/** The text after applying and undoing the edits. */
function undone(text: string, edits: readonly TextEdit[]): string {
  let shift = 0;
  const inverse = edits.map(({ offset, length, newText }): TextEdit => {
    const undo = {
      offset: offset + shift,
      length: newText.length,
      newText: text.slice(offset, offset + length),
    };
    shift += newText.length - length;
    return undo;
  });
  return applyEdits(applyEdits(text, edits), inverse);
}

function agentIn(text: string): JsonObject {
  const read = readAgentText(text);
  assert.ok(read.ok, text);
  return read.agent;
}

function at(agent: JsonObject, pointer: string): Json | undefined {
  const path: Path = fromPointer(pointer);
  return valueAt(agent, path);
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b) || (isUnset(a) && isUnset(b));
}

function isUnset(value: Json | undefined): boolean {
  return value === undefined || value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}

function expectSame(pointer: string, actual: JsonObject, expected: JsonObject): void {
  assert.ok(
    same(at(actual, pointer), at(expected, pointer)),
    `${pointer} is ${JSON.stringify(at(actual, pointer))} instead of ${JSON.stringify(at(expected, pointer))}`,
  );
}
