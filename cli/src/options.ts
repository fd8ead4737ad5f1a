import type { OutputOptions } from './output/index';

/** Options of all commands that read agent files. */
export interface CommonOptions extends OutputOptions {
  readonly config?: string;
}

/** Options of all commands that send requests to Cekura. */
export interface SyncCommandOptions extends CommonOptions {
  readonly project?: string;
  readonly state?: string;
  readonly allowEnv?: readonly string[];
  readonly progress?: boolean;
}
