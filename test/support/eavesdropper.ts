import { createAgentLanguage } from '../../server/src/language';
import { stringsOf } from '../../server/src/language/problems/strings';
import { isMask, looksLikeReference } from '../../server/src/language/secrets';
import { agentSchema } from './agents';
import { formsOf } from './encodings';

/** Stands in the environment of every server that a test starts. */
export const environmentCanary = 'FAKE-canary-of-the-environment-do-not-use';

const language = createAgentLanguage(agentSchema);
/** Shorter ones could be words that a message needs. */
const shortest = 12;

/** Listens to all that a server says, and notices secrets in it: as they are, escaped, URL-encoded, in base64 or hex. */
export class Eavesdropper {
  readonly overheard: string[] = [];
  private readonly forms = new Map<string, string>();
  /** The end of what was said so far: a secret may come in two halves. */
  private end = '';
  private longest = 0;

  constructor() {
    this.watch(environmentCanary);
  }

  /** Watches for the secrets that stand in clear in an agent's text. */
  watchSecretsOf(text: string): void {
    const agent = language.annotate(language.parse(text));
    for (const { secret, text: value } of stringsOf(agent))
      if (secret && value.length >= shortest && !isMask(value) && !looksLikeReference(value))
        this.watch(value);
  }

  hear(said: Buffer): void {
    const text = this.end + said.toString('latin1');
    for (const [form, secret] of this.forms)
      if (text.includes(form)) this.overheard.push(`${secret} as ${form}`);
    this.end = text.slice(-this.longest);
  }

  private watch(secret: string): void {
    for (const form of formsOf(secret)) {
      const bytes = Buffer.from(form).toString('latin1');
      this.forms.set(bytes, secret);
      this.longest = Math.max(this.longest, bytes.length - 1);
    }
  }
}
