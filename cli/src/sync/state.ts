import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type SchemaUpdate, readSchemaUpdate } from '#language/schema/schemaUpdate';
import { readJson } from '#language/syntax/readJson';
import { type JsonObject, objectOrEmpty, propertyOf, stringAt, toJsonText } from '#language/syntax/json';
import { baselineText, readBaseline } from '#sync/baselineText';
import type { AgentLink, Baselines, LastSent, RetentionStore, SecretRetention } from '#sync/ports';
import { readRetention } from '#sync/secrets/retention';
import type { Context } from '../context';
import { stateFolder } from '#files/userFolders';
import { writeAtomically } from '../files/agentText';

/** State between runs, in one folder: baselines, secret retention, and digests of the secrets sent last. No secrets and no keys. */
export class StateFolder {
  private failure: string | undefined;

  constructor(private readonly folder: string) {}

  /** A note that the state of this run could not be saved; empty if it was saved. */
  get notes(): string[] {
    if (this.failure === undefined) return [];
    return [
      `Could not save the sync state in ${this.folder} (${this.failure}). The next run compares with the state before this one.`,
    ];
  }

  /** The baselines that are valid for a file: not those of another file, unless that one is deleted. */
  baselinesFor(file: string): Baselines {
    const fileUri = pathToFileURL(file).href;
    return {
      get: (link) => {
        const baseline = readBaseline(this.text(this.agentFile(link)));
        const { syncedFile = fileUri } = baseline ?? {};
        return Promise.resolve(syncedFile === fileUri || !fileExists(syncedFile) ? baseline : undefined);
      },
      put: (link, baseline) =>
        Promise.resolve(this.save(this.agentFile(link), baselineText({ ...baseline, syncedFile: fileUri }))),
    };
  }

  get retention(): RetentionStore {
    return {
      get: (origin) => Promise.resolve(readRetention(propertyOf(this.read('servers.json'), origin))),
      put: (origin, { topLevel, nested, writeOnly }: SecretRetention) => {
        this.write('servers.json', {
          ...this.read('servers.json'),
          [origin]: { topLevel, nested, writeOnly },
        });
        return Promise.resolve();
      },
    };
  }

  /** The additions that `schema update` has stored. */
  get schemaUpdate(): SchemaUpdate | undefined {
    return readSchemaUpdate(readJson(this.text(schemaFile)));
  }

  storeSchemaUpdate(update: SchemaUpdate | undefined): void {
    if (update) this.writeText(schemaFile, `${JSON.stringify(update, undefined, 2)}\n`);
    else rmSync(join(this.folder, schemaFile), { force: true });
  }

  isLastSent(link: AgentLink, pointer: string, value: string): boolean {
    const digest = stringAt(propertyOf(this.read(sentFile(link)), pointer), 'digest');
    return digest !== undefined && isDigestOf(digest, value);
  }

  recordSent(link: AgentLink, pointer: string, value: string): void {
    const file = sentFile(link);
    const sent = {
      digest: saltedDigestOf(value),
      ...(value === 'null' ? {} : { at: new Date().toISOString() }),
    };
    this.write(file, { ...this.read(file), [pointer]: sent });
  }

  lastSent(link: AgentLink): LastSent {
    const sent = Object.entries(this.read(sentFile(link))).flatMap(([pointer, stored]) => {
      const at = stringAt(stored, 'at');
      return at === undefined ? [] : [[pointer, new Date(at)] as const];
    });
    return new Map(sent);
  }

  private agentFile(link: AgentLink): string {
    return `${originFolder(link)}/${link.id}.json`;
  }

  private read(name: string): JsonObject {
    return objectOrEmpty(readJson(this.text(name)));
  }

  private write(name: string, content: JsonObject): void {
    this.save(name, `${toJsonText(content, '  ')}\n`);
  }

  /** Doesn't throw, because the sync has already happened. */
  private save(name: string, text: string): boolean {
    try {
      this.writeText(name, text);
      return true;
    } catch (error) {
      this.failure = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      return false;
    }
  }

  /** Undefined also if the file can't be read: then a push requires more permissions, which is safe. */
  private text(name: string): string {
    try {
      return readFileSync(join(this.folder, name), 'utf8');
    } catch {
      return '';
    }
  }

  private writeText(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeAtomically(file, text, 0o600);
  }
}

const schemaFile = 'schema-update.json';

/** The folder of `--state`, else the user's state folder (XDG). */
export function openState(folder: string | undefined, context: Context): StateFolder {
  return new StateFolder(folder === undefined ? stateFolder(context) : resolve(context.cwd, folder));
}

function originFolder({ origin }: AgentLink): string {
  return origin.replace(/[^\w.-]+/g, '_');
}

function sentFile(link: AgentLink): string {
  return `${originFolder(link)}/${link.id}.sent.json`;
}

function fileExists(url: string): boolean {
  try {
    return existsSync(fileURLToPath(url));
  } catch {
    return false;
  }
}

/** Slow and salted, so that a short secret can't be guessed from it. */
export function saltedDigestOf(text: string, salt = randomBytes(16).toString('base64url')): string {
  return `${salt}.${scryptSync(text, salt, 32).toString('base64url')}`;
}

export function isDigestOf(digest: string, text: string): boolean {
  const [salt = ''] = digest.split('.');
  const [expected, actual] = [Buffer.from(digest), Buffer.from(saltedDigestOf(text, salt))];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
