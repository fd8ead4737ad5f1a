import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { agentSchema } from '#language/schema/bundledSchema';
import { readJson } from '#language/syntax/readJson';
import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  propertyOf,
  objectOf,
  toJsonText,
} from '#language/syntax/json';
import { isFlag } from '#sync/content/canonical';
import type { PushPlan } from '#sync/model';
import type { WriteMethod } from '#sync/push/planPush';
import type { Context } from '../context';
import { UsageError } from '../errors';
import { writeAtomically } from '../files/agentText';
import { reportOfPlan } from './planReport';
import { saltedDigestOf, isDigestOf } from './state';

/** Digests of everything that determines what is sent. Secrets can't be recovered from them. */
interface PlanDigests {
  readonly file: string;
  readonly agent: string;
  readonly body: string;
}

/** An approved push of a file. */
export interface PlannedFile {
  readonly path: string;
  readonly method: WriteMethod;
  readonly digests: PlanDigests;
}

export interface PlanFile {
  readonly origin: string;
  readonly files: readonly PlannedFile[];
}

export function savePlan(
  path: string,
  origin: string,
  plans: readonly { readonly path: string; readonly plan: PushPlan }[],
  { cwd }: Context,
): void {
  const files = plans.map(({ path: file, plan }) => ({
    path: file,
    ...reportOfPlan(plan),
    method: plan.method,
    digests: digestsOf(plan),
  }));
  const content = { version: 1, tool: 'agent-json', origin, files };
  try {
    writeAtomically(resolve(cwd, path), `${toJsonText(content as unknown as Json, '  ')}\n`);
  } catch {
    throw new UsageError(`Can't write the plan ${path}.`);
  }
}

function digestsOf(plan: PushPlan): PlanDigests {
  return {
    file: fileDigest(plan),
    agent: saltedDigestOf(agentDigestText(plan)),
    body: saltedDigestOf(toJsonText(plan.body)),
  };
}

export function readPlan(path: string, { cwd }: Context): PlanFile {
  const read = readJson(readPlanText(resolve(cwd, path), path));
  const [origin, files] = [propertyOf(read, 'origin'), propertyOf(read, 'files')];
  if (propertyOf(read, 'version') !== 1 || typeof origin !== 'string' || !isJsonArray(files))
    throw new UsageError(`${path} is not a plan of this version of agent-json.`);
  return { origin, files: files.map((file) => readPlannedFile(file, path)) };
}

function readPlannedFile(entry: Json, planPath: string): PlannedFile {
  const digests = propertyOf(entry, 'digests');
  const requireString = (value: Json | undefined): string => {
    if (typeof value === 'string') return value;
    throw new UsageError(`${planPath} is not a plan of this version of agent-json.`);
  };
  return {
    path: requireString(propertyOf(entry, 'path')),
    method: propertyOf(entry, 'method') === 'patch' ? 'patch' : 'put',
    digests: {
      file: requireString(propertyOf(digests, 'file')),
      agent: requireString(propertyOf(digests, 'agent')),
      body: requireString(propertyOf(digests, 'body')),
    },
  };
}

/** What has changed since the plan was made; undefined if nothing has. */
export function changeSince(
  { digests: { file, agent, body } }: PlannedFile,
  plan: PushPlan,
): string | undefined {
  if (file !== fileDigest(plan)) return 'the file has changed';
  if (!isDigestOf(agent, agentDigestText(plan))) return 'the agent has changed on Cekura';
  if (!isDigestOf(body, toJsonText(plan.body))) return 'secrets or the sync state have changed';
  return undefined;
}

function fileDigest({ basedOn }: PushPlan): string {
  return createHash('sha256').update(basedOn.text).digest('base64url');
}

/** The user-editable properties of the agent and its secret flags, in a fixed order. */
function agentDigestText({ basedOn: { remote } }: PushPlan): string {
  const relevant = Object.entries(remote).filter(
    ([name]) => agentSchema.at([name])?.readOnly !== true || isFlag(agentSchema, [name]),
  );
  return toJsonText(sortProperties(objectOf(relevant)));
}

function sortProperties(value: Json): Json {
  if (isJsonArray(value)) return value.map(sortProperties);
  if (!isJsonObject(value)) return value;
  return sortedObject(value);
}

function sortedObject(value: JsonObject): JsonObject {
  const names = Object.keys(value).sort();
  return objectOf(names.map((name) => [name, sortProperties(value[name] ?? null)]));
}

function readPlanText(file: string, displayPath: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`Can't read the plan ${displayPath}.`);
  }
}
