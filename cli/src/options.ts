import type { OutputOptions } from './output/index';

/** Options of every command that reads agent files. */
export interface CommonOptions extends OutputOptions {
  readonly config?: string;
}
