import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cachedPackage } from '#scripts/host/cache.mjs';
import { assertSameValidity, isValidAgent, someAgent } from '../property/fuzz/agents';

type Accepts = (agent: unknown) => boolean;

interface Cfworker {
  readonly Validator: new (
    schema: object,
    draft: '7',
  ) => { validate(agent: unknown): { readonly valid: boolean } };
}

interface Hyperjump {
  registerSchema(schema: object, uri: string): void;
  validate(uri: string): Promise<(agent: unknown) => { readonly valid: boolean }>;
}

/** Without `format`, which validators may assert or ignore. */
const schema = JSON.parse(
  readFileSync(join(__dirname, '../../schemas/agent.schema.json'), 'utf8'),
  (name, value: unknown) => (name === 'format' && typeof value === 'string' ? undefined : value),
) as Record<string, unknown>;

/** Generates agents and returns those for which our validation, ajv and two other validators disagree. */
export async function compareValidators(count: number, seed: number): Promise<string[]> {
  const others = [await cfworker(), await hyperjump()];
  return fc.sample(someAgent, { numRuns: count, seed }).filter((json) => {
    const agent: unknown = JSON.parse(json);
    const isAgreed = others.every((accepts) => accepts(agent) === isValidAgent(agent));
    return !isAgreed || !hasSameVerdict(json);
  });
}

function hasSameVerdict(json: string): boolean {
  try {
    assertSameValidity(json);
    return true;
  } catch {
    return false;
  }
}

async function cfworker(): Promise<Accepts> {
  const file = 'dist/esm/index.js';
  const { Validator } = await load<Cfworker>('@cfworker/json-schema', '4.1.1', file);
  const validator = new Validator(schema, '7');
  return (agent) => validator.validate(agent).valid;
}

async function hyperjump(): Promise<Accepts> {
  const validator = await load<Hyperjump>('@hyperjump/json-schema', '1.18.0', 'draft-07/index.js');
  const uri = 'https://agent-json.example/conformance';
  validator.registerSchema({ ...schema, $id: uri }, uri);
  const accepts = await validator.validate(uri);
  return (agent) => accepts(agent).valid;
}

/** Installs a package that is not a dependency, if necessary, and imports a module of it. */
async function load<Module>(name: string, version: string, file: string): Promise<Module> {
  const folder = await cachedPackage({ name, version, title: `${name} ${version}` });
  const url = pathToFileURL(join(folder, 'node_modules', name, file)).href;
  return (await import(url)) as Module;
}
