/**
 * What the server and our own client agree on beyond the Language Server Protocol. Nothing here is needed for
 * validation, completion, hover or fixes: any editor gets those without a word of ours.
 */

/** The section of the settings that the server reads: `agentJson.rules` and `agentJson.additionalValues`. */
export const settingsSection = 'agentJson';

/** What a client may say in `initializationOptions`; every part is optional. */
export interface InitializationOptions {
  /** What `agentJson` holds, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
  /** Commands of the client that code lenses and code actions may name. */
  readonly commands?: readonly string[];
  /** Whether the client answers `agentJson/secretNames`. */
  readonly secretNames?: boolean;
}

/** Server → client: which names `${secret:NAME}` can be resolved for. Never their values. */
export const secretNamesRequest = 'agentJson/secretNames';

export interface SecretNamesResult {
  readonly names: readonly string[];
}
