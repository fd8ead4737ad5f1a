import { constants, promises } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { decodePrompt } from './decodePrompt';
import { hasErrorCode } from './errorCode';
import { isPromptFileName } from '#language/promptFiles/locate';
import { type PromptFile, maxPromptBytes } from '#language/promptFiles/promptText';
import { type FolderEntry, type PromptFolder, differsInCase } from '#language/promptFiles/read';

/** Prompt files in a folder on the local disk. */
export class LocalPromptFolder implements PromptFolder {
  /** @param folder its absolute path */
  constructor(private readonly folder: string) {}

  async read(path: string): Promise<PromptFile> {
    try {
      const [real, root] = await Promise.all([
        promises.realpath(join(this.folder, path)),
        promises.realpath(this.folder),
      ]);
      if (!isInFolder(real, root)) return { kind: 'outside' };
      if (!isPromptFileName(basename(real))) return { kind: 'not-text' };
      // The real path of a file has its actual case.
      const isExact = real === join(root, path);
      if (!isExact && (await differsInCase(this, path))) return { kind: 'wrong-case' };
      // A pipe or device is not even opened.
      if (!(await promises.stat(real)).isFile()) return { kind: 'not-a-file' };
      const file = await readRegularFile(real);
      return file.kind === 'text' ? { ...file, path: relative(root, real).replaceAll(sep, '/') } : file;
    } catch (error) {
      return { kind: isMissing(error) ? 'missing' : 'unreadable' };
    }
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    try {
      const [real, root] = await Promise.all([
        promises.realpath(join(this.folder, path)),
        promises.realpath(this.folder),
      ]);
      if (real !== root && !isInFolder(real, root)) return [];
      const entries = await promises.readdir(real, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    } catch {
      return [];
    }
  }
}

/** The file may have been replaced since it was checked, so links are not followed and its size is checked again. */
async function readRegularFile(path: string): Promise<PromptFile> {
  const file = await promises.open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return { kind: 'not-a-file' };
    if (stats.size > maxPromptBytes) return { kind: 'too-large' };
    const { buffer, bytesRead } = await file.read(Buffer.alloc(stats.size), 0, stats.size, 0);
    return decodePrompt(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Both are real paths. A folder is not in itself. */
export function isInFolder(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isMissing(error: unknown): boolean {
  return hasErrorCode(error, 'ENOENT', 'ENOTDIR');
}
