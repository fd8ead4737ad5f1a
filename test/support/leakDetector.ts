import assert from 'node:assert/strict';
import { formsOf } from '#scripts/testing/secretEncodings.mjs';
import { createAgentLanguage } from '#language/index';
import { isMask, looksLikeReference } from '#language/secrets/secrets';
import { defaultKey } from '#sandbox/keys';
import { agentSchema } from './language/agents';

const { CEKURA_API_KEY: given = '' } = process.env;
/** A secret in the environment of every server that a test starts. With `npm test`, it is in the environment of the test itself. */
export const environmentCanary = given.startsWith('FAKE-')
  ? given
  : 'FAKE-canary-of-the-environment-do-not-use';

const language = createAgentLanguage(agentSchema);
/** Shorter secrets could be ordinary words of a message. */
const minLength = 12;
/** A fake secret, up to the end of the string that contains it. */
const fakeSecret = /FAKE-(?:[^"\\]|\\.)+/g;

/** Secret → its encoded forms as UTF-8 bytes. Cached because the same secrets occur in thousands of test runs. */
const formsCache = new Map<string, readonly string[]>();

/** Finds secrets in output: as they are, escaped, URL-encoded, in base64 or hex. */
export class LeakDetector {
  readonly leaks: string[] = [];
  private readonly watched = new Map<string, readonly string[]>();
  /** The end of the output so far: a secret may be split across two chunks. */
  private lastBytes = '';
  private maxFormLength = 0;

  constructor() {
    this.watch(environmentCanary);
    this.watch(defaultKey);
  }

  watch(secret: string): void {
    if (this.watched.has(secret)) return;
    const forms = formsCache.get(secret) ?? formsOf(secret).map(bytesOf);
    formsCache.set(secret, forms);
    this.watched.set(secret, forms);
    this.maxFormLength = Math.max(this.maxFormLength, ...forms.map(({ length }) => length - 1));
  }

  /** Watches for the plain-text secrets of an agent. */
  watchSecretsOf(text: string): void {
    const agent = language.annotate(language.parse(text));
    for (const { isSecret, text: value } of agent.strings)
      if (isSecret && value.length >= minLength && !isMask(value) && !looksLikeReference(value))
        this.watch(value);
  }

  /**
   * Watches for all strings in a JSON text that start with `FAKE-`, as the secrets in our tests do, even if the schema doesn't know them as
   * secrets.
   */
  watchFakeSecretsIn(json: string): void {
    for (const [escaped] of json.matchAll(fakeSecret)) this.watch(String(JSON.parse(`"${escaped}"`)));
  }

  /** Scans a chunk of output and collects leaks. */
  scan(chunk: Buffer): void {
    const text = this.lastBytes + chunk.toString('latin1');
    this.leaks.push(...this.secretsIn(text));
    this.lastBytes = text.slice(-this.maxFormLength);
  }

  /** Throws an AssertionError if a text contains a secret. `location`: where the text is shown. */
  expectNoneIn(location: string, text: string): void {
    assert.deepEqual(this.secretsIn(bytesOf(text)), [], `${location} contains a secret`);
  }

  /** The same for changed text: secrets that it contained before are allowed. */
  expectNoneAdded(location: string, before: string, after: string): void {
    const existing = new Set(this.secretsIn(bytesOf(before)));
    const added = this.secretsIn(bytesOf(after)).filter((secret) => !existing.has(secret));
    assert.deepEqual(added, [], `a secret was added to ${location}`);
  }

  /** Each secret in the bytes, with its form there. */
  private secretsIn(bytes: string): string[] {
    const found: string[] = [];
    for (const [secret, forms] of this.watched)
      for (const form of forms) if (bytes.includes(form)) found.push(`${secret} as ${form}`);
    return found;
  }
}

function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}
