/**
 * What the server and our own client agree on beyond the Language Server Protocol. Nothing here is needed for
 * validation, completion, hover or fixes: any editor gets those without a word of ours.
 */

/** How the names of agent files end, and the pattern that finds them. */
export const fileEnding = '.agent.json';
export const agentFilePattern = `**/*${fileEnding}`;

/** The section of the settings that the server reads: `agentJson.rules` and `agentJson.additionalValues`. */
export const settingsSection = 'agentJson';

/** English text → the same in another language, as in the files that VS Code reads. */
export type Translations = Readonly<Record<string, string>>;

/** What a client may say in `initializationOptions`; every part is optional. */
export interface InitializationOptions {
  /** What `agentJson` holds, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
  /** Commands of the client that code lenses and code actions may name. */
  readonly commands?: readonly string[];
  /** Whether the client answers `agentJson/secretNames`. */
  readonly secretNames?: boolean;
  /** Whether the client answers `agentJson/findAgentFiles` and `agentJson/readAgentFile`. */
  readonly agentFiles?: boolean;
  /** URL of the folder with a page for each rule, ending in a slash, where the server can't know it. */
  readonly rulePages?: string | undefined;
  /** Our texts in the client's language, where the server can't read them by itself. */
  readonly translations?: Translations | undefined;
}

/** Server → client: which names `${secret:NAME}` can be resolved for. Never their values. */
export const secretNamesRequest = 'agentJson/secretNames';

export interface SecretNamesResult {
  readonly names: readonly string[];
}

/** Server → client: which agent files there are below a folder that the server can't read by itself. */
export const findAgentFilesRequest = 'agentJson/findAgentFiles';

export interface FindAgentFilesParams {
  /** Its URI. */
  readonly folder: string;
}

export interface FindAgentFilesResult {
  readonly uris: readonly string[];
}

/** Server → client: what stands in such a file, as it was saved. */
export const readAgentFileRequest = 'agentJson/readAgentFile';

export interface ReadAgentFileParams {
  readonly uri: string;
}

export interface ReadAgentFileResult {
  /** Null where the file is gone or can't be read. */
  readonly text: string | null;
}
