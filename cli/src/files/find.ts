import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import { GitIgnore } from '#files/gitIgnore';
import { agentFileExtension } from '#language/agentFile';
import { UsageError } from '../errors';
import { withoutLink } from './agentFolder';

/** Folders of generated or third-party files. */
const skippedFolders = ['**/node_modules/**', '**/.git/**', '**/.hg/**', '**/.svn/**'];

export interface Search {
  readonly cwd: string;
  /** Globs of files to exclude, relative to `excludeFrom`. Files that are named explicitly are not excluded. */
  readonly exclude: readonly string[];
  readonly excludeFrom: string;
}

/**
 * The agent files at `paths`: explicitly named files, regardless of their name; folders and globs without links and files that git ignores.
 * Without paths, all files below the current folder. The result has sorted absolute paths without duplicates.
 */
export async function findAgentFiles(paths: readonly string[], search: Search): Promise<string[]> {
  const ignored = new GitIgnore();
  const roots = paths.length === 0 ? ['.'] : paths;
  const filesByRoot = await Promise.all(roots.map((path) => filesAt(path, search, ignored)));
  return [...new Set(filesByRoot.flat())].sort();
}

async function filesAt(path: string, search: Search, ignored: GitIgnore): Promise<string[]> {
  const absolute = resolve(search.cwd, path);
  const kind = await fileKindAt(absolute);
  if (kind === 'file') return [withoutLink(absolute, search.cwd)];
  if (kind === 'folder') return matching(`**/*${agentFileExtension}`, absolute, search, ignored);
  const pattern = sep === '\\' ? path.replaceAll('\\', '/') : path;
  if (!isDynamicPattern(pattern)) throw new UsageError(`No such file or folder: ${path}`);
  const files = await matching(pattern, search.cwd, search, ignored);
  if (files.length === 0) throw new UsageError(`No files match ${path}`);
  return files;
}

async function matching(
  pattern: string,
  cwd: string,
  { exclude, excludeFrom }: Search,
  ignored: GitIgnore,
): Promise<string[]> {
  const excluded = exclude.map(
    (pattern) => escapePath(resolve(excludeFrom).replaceAll('\\', '/')) + `/${pattern}`,
  );
  const options = { cwd, absolute: true, dot: true, expandDirectories: false, followSymbolicLinks: false };
  const files = await glob(pattern, { ...options, ignore: [...skippedFolders, ...excluded] });
  return files.map((file) => resolve(file)).filter((file) => !ignored.ignores(file));
}

async function fileKindAt(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}
