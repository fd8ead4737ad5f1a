import { readFile, stat } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { fileEnding } from './protocol';
import type { AgentFiles } from './workspaceAgents';

/** Folders that hold other people's files, or no files of a person at all. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn']);

// For small files those of node:fs/promises take four times as long.
const read = promisify(readFile);
const ask = promisify(stat);

/** Agent files on this machine. */
export class Disk implements AgentFiles {
  private readonly texts = new Map<string, { readonly stamp: string; readonly text: string }>();

  async below(folder: string): Promise<readonly string[]> {
    const path = pathOf(folder);
    const files = path === undefined ? [] : await agentFilesIn(path);
    return files.map((file) => pathToFileURL(file).href);
  }

  /** Read again only after the file has changed. */
  async textOf(uri: string): Promise<string | undefined> {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    try {
      const { mtimeMs, size } = await ask(file);
      const stamp = `${mtimeMs} ${size}`;
      const known = this.texts.get(uri);
      if (known?.stamp === stamp) return known.text;
      const text = await read(file, 'utf8');
      this.texts.set(uri, { stamp, text });
      return text;
    } catch {
      this.texts.delete(uri);
      return undefined;
    }
  }
}

/** Path of a file on this machine; undefined for what is named like nothing here. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

async function agentFilesIn(folder: string): Promise<string[]> {
  // Folders that can't be read count as empty.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(fileEnding));
  // Links are no folders here: they could lead round in circles or out of the workspace.
  const folders = entries.filter((entry) => entry.isDirectory() && !skippedFolders.has(entry.name));
  const below = await Promise.all(folders.map(({ name }) => agentFilesIn(join(folder, name))));
  return [...files.map(({ name }) => join(folder, name)), ...below.flat()];
}
