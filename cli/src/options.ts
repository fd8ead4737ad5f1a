import type { OutputOptions } from './output/index';

/** Options of all commands that read agent files. */
export interface CommonOptions extends OutputOptions {
  readonly config?: string;
  /** File or URL of an OpenAPI description with additions to the bundled schema. */
  readonly openapi?: string;
  /** Folder for state between runs. */
  readonly state?: string;
}

/** Options of the commands that plan a push. */
export interface PushPlanOptions extends SyncCommandOptions {
  /** Send only changed properties, by PATCH. */
  readonly changesOnly?: boolean;
}

/** Options of all commands that send requests to Cekura. */
export interface SyncCommandOptions extends CommonOptions {
  readonly project?: string;
  readonly allowEnv?: readonly string[];
  readonly progress?: boolean;
}
