import { agentFileExtension } from '#language/agentFile';
import type { PromptFile } from '#language/promptFiles/promptText';
import type { FolderEntry } from '#language/promptFiles/read';

/**
 * Extensions of the Language Server Protocol that the bundled client uses. Validation, completion, hover and fixes work in any
 * editor without them.
 */

/** A glob that matches all agent files. */
export const agentFilePattern = `**/*${agentFileExtension}`;

/** A glob that matches all files that can be prompt files. */
export const promptFilePattern = '**/*.{md,markdown,txt}';

/** The section of the settings that the server reads: `agentJson.rules` and `agentJson.additionalValues`. */
export const settingsSection = 'agentJson';

/** English message → translation, as in VS Code's bundle files. */
export type Translations = Readonly<Record<string, string>>;

/** `initializationOptions`; everything is optional. */
export interface InitializationOptions {
  /** The section `agentJson`, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
  /** Commands of the client that code lenses and code actions may use. */
  readonly commands?: readonly string[];
  /** Whether the client handles `agentJson/secretNames`. */
  readonly secretNames?: boolean;
  /** Whether the client handles `agentJson/findAgentFiles`, `agentJson/readAgentFile` and the requests for prompt files. */
  readonly agentFiles?: boolean;
  /** URL of the folder with the rule pages, ending in a slash, if the server can't know it. */
  readonly rulePages?: string | undefined;
  /** Messages in the client's language, if the server can't read them. */
  readonly translations?: Translations | undefined;
  /** The additions of a newer API description to the schema that the client has stored. */
  readonly schemaUpdate?: unknown;
  /** Project ID → properties whose secret the project has stored, such as `vapi_api_key`. */
  readonly projectKeys?: unknown;
}

/** Client → server: the schema update has changed; null for none. */
export const schemaUpdateNotification = 'agentJson/schemaUpdate';

export interface SchemaUpdateParams {
  readonly update: unknown;
}

/** Client → server: the known projects or their stored keys have changed. */
export const projectKeysNotification = 'agentJson/projectKeys';

export interface ProjectKeysParams {
  readonly projectKeys: unknown;
}

/** Server → client: the names of stored secrets. Never their values. */
export const secretNamesRequest = 'agentJson/secretNames';

export interface SecretNamesResult {
  readonly names: readonly string[];
}

/** Server → client: the agent files in a folder that the server can't read. */
export const findAgentFilesRequest = 'agentJson/findAgentFiles';

export interface FindAgentFilesParams {
  /** Its URI. */
  readonly folder: string;
}

export interface FindAgentFilesResult {
  readonly uris: readonly string[];
}

/** Server → client: the saved content of such a file. */
export const readAgentFileRequest = 'agentJson/readAgentFile';

export interface ReadAgentFileParams {
  readonly uri: string;
}

export interface ReadAgentFileResult {
  /** Null if the file was deleted or can't be read. */
  readonly text: string | null;
}

/** Server → client: a prompt file in a folder that the server can't read. */
export const readPromptFileRequest = 'agentJson/readPromptFile';

/** Server → client: the entries of such a folder, or of one below it. */
export const listPromptFolderRequest = 'agentJson/listPromptFolder';

export interface PromptPathParams {
  /** The URI of the folder that nothing may be read outside of. */
  readonly folder: string;
  /** Relative to it, with forward slashes, and without `..`. */
  readonly path: string;
}

export interface ReadPromptFileResult {
  readonly file: PromptFile;
}

export interface ListPromptFolderResult {
  readonly entries: readonly FolderEntry[];
}
