import type { OutputOptions } from './output/index';

/** Options of every command that reads agent files. */
export interface CommonOptions extends OutputOptions {
  readonly config?: string;
}

/** Options of every command that talks to Cekura. */
export interface SyncCommandOptions extends CommonOptions {
  readonly project?: string;
  readonly state?: string;
  readonly allowEnv?: readonly string[];
  readonly progress?: boolean;
}
