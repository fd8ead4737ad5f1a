import type { Connection } from 'vscode-languageserver';
import type { ReferenceNames } from '#language/completion/index';
import type { KnownReferences } from '#language/features/hover';
import { isSecretName } from '#language/secrets/secrets';
import type { ClientSupport } from '../lsp/clientCapabilities';
import { type SecretNamesResult, secretNamesRequest } from '../protocol';
import type { ServerHost } from '../serverHost';

/** If the client does not respond within this time, results are computed without its names. */
const timeoutMs = 300;

/** Variables for folders whose names are similar to `password`. */
const shellFolders: ReadonlySet<string> = new Set(['PWD', 'OLDPWD']);

/** The names of secrets and variables that references can resolve to. The server never gets their values. */
export class SecretNames {
  constructor(
    private readonly connection: Pick<Connection, 'sendRequest'>,
    private readonly client: Pick<ClientSupport, 'secretNames'>,
    private readonly environment: ServerHost['environment'],
  ) {}

  /** All names that resolve. */
  async resolvable(): Promise<KnownReferences> {
    const env = this.environment ? Object.keys(this.environment) : 'nowhere';
    const secrets = await this.request();
    return secrets ? { env, secrets } : { env };
  }

  /** Names to suggest. Of environment variables, only those with a name like a secret. */
  async suggested(): Promise<ReferenceNames> {
    const env = Object.keys(this.environment ?? {})
      .filter((name) => isSecretName(name) && !shellFolders.has(name))
      .sort();
    return { env, secrets: (await this.request()) ?? [] };
  }

  private async request(): Promise<readonly string[] | undefined> {
    if (!this.client.secretNames) return undefined;
    const response = this.connection
      .sendRequest<SecretNamesResult>(secretNamesRequest)
      .then(({ names }) => names)
      .catch(() => undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeoutMs);
    });
    return Promise.race([response, timeout]).finally(() => clearTimeout(timer));
  }
}
