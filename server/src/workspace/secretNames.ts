import type { Connection } from 'vscode-languageserver';
import type { Client } from '../lsp/clientCapabilities';
import type { Host } from '../host';
import type { ReferenceNames } from '#language/completion/index';
import type { KnownReferences } from '#language/features/hover';
import { isSecretName } from '#language/secrets/secrets';
import { type SecretNamesResult, secretNamesRequest } from '../protocol';

/** Milliseconds that we wait for the client's list before we go on without it. */
const patience = 300;

/** Named as if they held a password: the folders that a shell is in, and was in. */
const foldersOfShells: ReadonlySet<string> = new Set(['PWD', 'OLDPWD']);

/** Which secret references can be resolved here: names only, values never come this far. */
export class References {
  constructor(
    private readonly connection: Pick<Connection, 'sendRequest'>,
    private readonly client: Pick<Client, 'tellsSecretNames'>,
    private readonly environment: Host['environment'],
  ) {}

  /** Every name that resolves, for telling whether a reference does. */
  async resolvable(): Promise<KnownReferences> {
    const env = this.environment ? Object.keys(this.environment) : 'nowhere';
    const secrets = await this.secretNames();
    return secrets ? { env, secrets } : { env };
  }

  /** Names worth suggesting: of the environment's variables only those that sound like a secret. */
  async suggested(): Promise<ReferenceNames> {
    const env = Object.keys(this.environment ?? {})
      .filter((name) => isSecretName(name) && !foldersOfShells.has(name))
      .sort();
    return { env, secrets: (await this.secretNames()) ?? [] };
  }

  private async secretNames(): Promise<readonly string[] | undefined> {
    if (!this.client.tellsSecretNames) return undefined;
    const asked = this.connection
      .sendRequest<SecretNamesResult>(secretNamesRequest)
      .then(({ names }) => names)
      .catch(() => undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tired = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patience);
    });
    return Promise.race([asked, tired]).finally(() => clearTimeout(timer));
  }
}
