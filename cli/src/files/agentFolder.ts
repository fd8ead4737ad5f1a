import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isInFolder } from '#files/promptFolder';
import { enclosingFolder } from '#language/promptFiles/locate';

/** The folder that an agent belongs to: its Git repository, or the current folder if that contains it, or its own folder. */
export function agentFolderOf(path: string, cwd: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  const [file, current] = [path, cwd].map((absolute) => absolute.replaceAll(sep, '/'));
  return enclosingFolder(file ?? '', [current ?? '']) === undefined ? dirname(path) : cwd;
}

/** The file that a link refers to, if that is in the folder of the link; otherwise the path itself. */
export function withoutLink(path: string, cwd: string): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const folder = agentFolderOf(path, cwd);
  const target = realpathSync(path);
  const root = realpathSync(folder);
  return isInFolder(target, root) ? join(folder, relative(root, target)) : path;
}
