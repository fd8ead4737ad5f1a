import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rules } from '#language/diagnostics/index';
import { duplicateId } from '#language/diagnostics/duplicateId';
import { type LanguageSettings, defaultSettings } from '#language/index';
import { readSettings } from '#language/settings';
import { readJson } from '#language/syntax/readJson';
import {
  type Json,
  type JsonObject,
  isJsonArray,
  isJsonObject,
  objectAt,
  stringItems,
} from '#language/syntax/json';
import { UsageError } from './errors';

const configurationName = 'agent-json.config.json';

/** The settings of a repository. None of them can redirect a request. */
export interface ConfigurationFile {
  readonly language: LanguageSettings;
  /** Globs of files to exclude, relative to `folder`. */
  readonly exclude: readonly string[];
  /** Names of environment variables that `${env:NAME}` may refer to. */
  readonly allowEnv: readonly string[];
  /** Projects, by ID or name, to which a push requires a separate option. */
  readonly protectedProjects: readonly string[];
  readonly folder: string;
}

/** The configuration at `path`, or the nearest one in `cwd` or above it, up to the root of the repository. */
export function readConfiguration(cwd: string, path: string | undefined): ConfigurationFile {
  const file = path === undefined ? nearest(cwd) : resolve(cwd, path);
  if (file === undefined)
    return { language: defaultSettings, exclude: [], allowEnv: [], protectedProjects: [], folder: cwd };
  if (!existsSync(file)) throw new UsageError(`No such file: ${path ?? file}`);
  const read = readJson(readFileSync(file, 'utf8'));
  if (!isJsonObject(read)) throw new UsageError(`${file} is not a JSON object.`);
  const problem = problemIn(read);
  if (problem !== undefined) throw new UsageError(`${file}: ${problem}`);
  return {
    language: { ...defaultSettings, ...readSettings(read) },
    exclude: stringItems(read['exclude']),
    allowEnv: stringItems(read['allowEnv']),
    protectedProjects: projectsIn(read['protectedProjects']),
    folder: dirname(file),
  };
}

function nearest(folder: string): string | undefined {
  const file = join(folder, configurationName);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, '.git')) ? undefined : nearest(parent);
}

/** Unknown settings are errors: a typo must not disable a check silently. */
function problemIn(read: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(read)) {
    const isValid = validators.get(name);
    if (!isValid) return `"${name}" is not a known property.`;
    if (!isValid(value)) return `"${name}" has an invalid value.`;
  }
  const unknown = Object.keys(objectAt(read, 'rules')).find((id) => !knownRules.has(id));
  return unknown === undefined ? undefined : `"${unknown}" is not a rule.`;
}

const knownRules: ReadonlySet<string> = new Set([...rules.map(({ id }) => id), duplicateId.id]);
const levels: readonly Json[] = ['error', 'warning', 'info', 'hint', 'off'];
const validators: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ['$schema', (value: Json) => typeof value === 'string'],
  [
    'rules',
    (value: Json) => isJsonObject(value) && Object.values(value).every((level) => levels.includes(level)),
  ],
  ['additionalValues', (value: Json) => isJsonObject(value) && Object.values(value).every(isStrings)],
  ['exclude', isStrings],
  ['allowEnv', isStrings],
  ['protectedProjects', (value: Json) => isJsonArray(value) && value.every(isProject)],
]);

function isStrings(value: Json): boolean {
  return isJsonArray(value) && value.every((item) => typeof item === 'string');
}

/** A name, or an ID as a string or an integer. */
function isProject(value: Json): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

function projectsIn(value: Json | undefined): string[] {
  return isJsonArray(value) ? value.filter(isProject).map(String) : [];
}
