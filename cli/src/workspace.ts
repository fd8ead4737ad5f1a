import { relative } from 'node:path';
import { agentSchema } from '#language/schema/bundledSchema';
import { createAgentLanguage } from '#language/index';
import { readConfiguration } from './configuration';
import type { Context } from './context';
import { findAgentFiles } from './files/find';
import type { CommonOptions } from './options';

export type Workspace = ReturnType<typeof openWorkspace>;

/** The agent files of a folder and how they are read. */
export function openWorkspace({ config }: CommonOptions, { cwd }: Context) {
  const configuration = readConfiguration(cwd, config);
  const { exclude, folder } = configuration;
  return {
    configuration,
    language: createAgentLanguage(agentSchema, configuration.language),
    /** Absolute paths of the files in `paths`. */
    find: (paths: readonly string[]) => findAgentFiles(paths, { cwd, exclude, excludeFrom: folder }),
  };
}

/** A path for output: relative to the current folder, with forward slashes. */
export function shownPath(path: string, { cwd }: Context): string {
  return relative(cwd, path).replaceAll('\\', '/');
}
