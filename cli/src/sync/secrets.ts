import { agentSchema } from '#language/schema/bundledSchema';
import { type SecretReference, referenceText } from '#language/secrets/secrets';
import { readAgentText } from '#sync/content/agentText';
import { referencesIn, secretsIn } from '#sync/secrets/detect';
import type { Resolved, Secrets } from '#sync/ports';
import type { Context } from '../context';
import { UsageError } from '../errors';
import { Keys } from './keys';
import type { StateFolder } from './state';

/** The names of all `${secret:NAME}` in the files of a run. */
export class ReferencedSecrets {
  private readonly byVariable = new Map<string, Set<string>>();

  constructor(private readonly context: Pick<Context, 'platform'>) {}

  /** Adds those in the text of an agent file. */
  addFrom(text: string): void {
    const read = readAgentText(text);
    const secrets = read.ok ? secretsIn(agentSchema, read.agent) : [];
    for (const { reference } of secrets.flatMap(referencesIn)) {
      if (reference.source !== 'secret') continue;
      const variable = this.identityOf(variableOf(reference.name));
      const names = this.byVariable.get(variable) ?? new Set();
      this.byVariable.set(variable, names.add(reference.name));
    }
  }

  /** Throws if another name has the same variable, so that one of the two would get the wrong secret. */
  requireUniqueVariable({ name }: SecretReference): void {
    const variable = variableOf(name);
    const others = [...(this.byVariable.get(this.identityOf(variable)) ?? [])].filter(
      (other) => other !== name,
    );
    if (others.length === 0) return;
    const references = [name, ...others]
      .map((secret) => referenceText({ source: 'secret', name: secret }))
      .join(' and ');
    throw new UsageError(
      `${references} have the same environment variable, ${variable}. Rename one of them.`,
    );
  }

  /** Windows ignores the case of names. */
  private identityOf(variable: string): string {
    return this.context.platform === 'win32' ? variable.toUpperCase() : variable;
  }
}

/** Secrets from the environment. `allowed`: names of the variables that `${env:NAME}` may refer to. */
export function environmentSecrets(
  { env }: Context,
  allowed: ReadonlySet<string>,
  names: ReferencedSecrets,
  state: StateFolder,
): Secrets {
  for (const name of allowed)
    if (Keys.isKeyVariable(name))
      throw new UsageError(`${name} is an API key, which is never sent as a secret.`);
  return {
    resolve: async ({ reference }) => {
      if (reference.source === 'secret') names.requireUniqueVariable(reference);
      return Promise.resolve(resolveReference(env, reference, allowed));
    },
    stored: () => Promise.resolve(undefined),
    isLastSent: (link, pointer, value) => Promise.resolve(state.isLastSent(link, pointer, value)),
    recordSent: (link, pointer, value) => Promise.resolve(state.recordSent(link, pointer, value)),
    lastSent: (link) => Promise.resolve(state.lastSent(link)),
    forget: () => Promise.resolve(),
  };
}

function resolveReference(
  env: Context['env'],
  reference: SecretReference,
  allowed: ReadonlySet<string>,
): Resolved {
  const { source, name } = reference;
  const value = env[source === 'env' ? name : variableOf(name)] ?? '';
  if (value === '') return { kind: 'missing' };
  return source === 'secret' || allowed.has(name) ? { kind: 'value', value } : { kind: 'unapproved' };
}

/** `${secret:my-key}` is AGENT_JSON_SECRET_my_key: names of variables have neither dots nor hyphens. */
function variableOf(name: string): string {
  return `AGENT_JSON_SECRET_${name.replace(/[.-]/g, '_')}`;
}

/** How to provide the value of a reference. */
export function referenceMessages(reference: SecretReference): {
  readonly missing: string;
  readonly notAllowed: string;
} {
  const { source, name } = reference;
  const text = referenceText(reference);
  const missing =
    source === 'env' ? `the environment variable ${name}` : `the environment variable ${variableOf(name)}`;
  return {
    missing: `${text} is not set. Set ${missing}.`,
    notAllowed: `${text} is not allowed. Add --allow-env ${name}, or list it in agent-json.config.json.`,
  };
}
