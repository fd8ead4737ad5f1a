import assert from 'node:assert/strict';
import { formsOf } from '#scripts/testing/secretEncodings.mjs';
import { createAgentLanguage } from '#language/index';
import { isMask, looksLikeReference } from '#language/secrets/secrets';
import { defaultKey } from '#sandbox/keys';
import { agentSchema } from './language/agents';

const { CEKURA_API_KEY: given = '' } = process.env;
/** Stands in the environment of every server that a test starts, and where `npm test` runs the test, of all that it starts. */
export const environmentCanary = given.startsWith('FAKE-')
  ? given
  : 'FAKE-canary-of-the-environment-do-not-use';

const language = createAgentLanguage(agentSchema);
/** Shorter ones could be words that a message needs. */
const shortest = 12;
/** Up to the end of the string that contains it. */
const madeUp = /FAKE-(?:[^"\\]|\\.)+/g;

/** Secret → its forms, in the bytes of UTF-8: the same few are watched for in thousands of lives. */
const known = new Map<string, readonly string[]>();

/** Listens to all that others get to see, and notices secrets in it: as they are, escaped, URL-encoded, in base64 or hex. */
export class LeakDetector {
  readonly withLeakDetection: string[] = [];
  private readonly watched = new Map<string, readonly string[]>();
  /** The end of what was said so far: a secret may come in two halves. */
  private end = '';
  private longest = 0;

  constructor() {
    this.watch(environmentCanary);
    this.watch(defaultKey);
  }

  watch(secret: string): void {
    if (this.watched.has(secret)) return;
    const forms = known.get(secret) ?? formsOf(secret).map(bytesOf);
    known.set(secret, forms);
    this.watched.set(secret, forms);
    this.longest = Math.max(this.longest, ...forms.map(({ length }) => length - 1));
  }

  /** Watches for the plain-text secrets of an agent. */
  watchSecretsOf(text: string): void {
    const agent = language.annotate(language.parse(text));
    for (const { isSecret, text: value } of agent.strings)
      if (isSecret && value.length >= shortest && !isMask(value) && !looksLikeReference(value))
        this.watch(value);
  }

  /** Watches for what says of itself in a JSON text that it is made up, as all secrets of our tests do, whatever the schema thinks of it. */
  watchMadeUpIn(json: string): void {
    for (const [escaped] of json.matchAll(madeUp)) this.watch(String(JSON.parse(`"${escaped}"`)));
  }

  /** Takes in what is said bit by bit, and keeps in mind what was overheard. */
  hear(said: Buffer): void {
    const text = this.end + said.toString('latin1');
    this.withLeakDetection.push(...this.secretsIn(text));
    this.end = text.slice(-this.longest);
  }

  /** Throws an AssertionError if a text contains a secret. `where`: where the text is shown. */
  expectNoneIn(where: string, text: string): void {
    assert.deepEqual(this.secretsIn(bytesOf(text)), [], `${where} holds a secret`);
  }

  /** The same for a text that takes another's place: what stood there before may stay. */
  expectNoneAdded(where: string, before: string, after: string): void {
    const there = new Set(this.secretsIn(bytesOf(before)));
    const added = this.secretsIn(bytesOf(after)).filter((secret) => !there.has(secret));
    assert.deepEqual(added, [], `${where} has got a secret`);
  }

  /** Each secret in some bytes, with the form that it has there. */
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
