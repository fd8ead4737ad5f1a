import { promises, realpath as realpathCallback } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { GitIgnore } from '#files/gitIgnore';
import { LocalPromptFolder, isInFolder } from '#files/promptFolder';
import type { PromptFolder } from '#language/promptFiles/read';
import { agentFileExtension } from '#language/agentFile';
import { type FileContent, type FileReader, isUriInFolder, normalizeUri } from './agentFiles';

/** As `promises.realpath`, but without loading `node:fs/promises` when the first agent is opened. */
const realpath = promisify(realpathCallback.native);

/** Folders with generated or third-party files. */
const ignoredFolders: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn']);

/** Larger files are not read. */
const maxBytes = 16 * 1024 * 1024;

interface CachedFile {
  /** Changes with each modification. */
  readonly version: string;
  readonly content: FileContent;
}

/** Agent files on the local disk, without those that git ignores. Only regular files whose real path is in a workspace folder are read. */
export class LocalFiles implements FileReader {
  private readonly cache = new Map<string, CachedFile>();
  /** What git ignores in each workspace folder, as of its last search. */
  private readonly ignored = new Map<string, GitIgnore | undefined>();

  async find(folder: string): Promise<readonly string[]> {
    const path = toPath(folder);
    if (path === undefined) return [];
    const uris: string[] = [];
    const ignored = gitIgnoreIn(path);
    this.ignored.set(folder, ignored);
    // Links are not followed: they can be circular or refer to files outside of the folder.
    for (const pending = [path]; pending.length > 0;) {
      const current = pending.pop() ?? '';
      for (const entry of await promises.readdir(current, { withFileTypes: true }).catch(() => [])) {
        const child = join(current, entry.name);
        if (entry.isDirectory() && !ignoredFolders.has(entry.name)) {
          if (!ignored?.ignores(child, 'folder')) pending.push(child);
        } else if (entry.isFile() && entry.name.endsWith(agentFileExtension) && !ignored?.ignores(child)) {
          uris.push(pathToFileURL(child).href);
        }
      }
    }
    return uris;
  }

  async read(uri: string, folders: readonly string[]): Promise<FileContent | undefined> {
    const path = this.isIgnored(uri, folders) ? undefined : await realPathOf(uri);
    const content =
      path !== undefined && (await isInFolders(path, folders)) ? await this.readPath(uri, path) : undefined;
    if (!content) this.cache.delete(uri);
    return content;
  }

  async canonicalUri(uri: string): Promise<string> {
    const path = await realPathOf(uri);
    return path === undefined ? uri : toUri(path);
  }

  promptFolder(folder: string): PromptFolder | undefined {
    const path = toPath(folder);
    return path === undefined ? undefined : new LocalPromptFolder(path);
  }

  /** Discards the cached text. */
  changed(uri: string): void {
    this.cache.delete(uri);
  }

  retain(uris: ReadonlySet<string>): void {
    for (const uri of this.cache.keys()) if (!uris.has(uri)) this.cache.delete(uri);
  }

  /** Whether git ignores the file. Clients report changes of ignored files, too. */
  private isIgnored(uri: string, folders: readonly string[]): boolean {
    const path = toPath(uri) ?? '';
    const enclosing = folders.filter((folder) => isUriInFolder(uri, folder));
    return enclosing.length > 0 && enclosing.every((folder) => this.ignored.get(folder)?.ignores(path));
  }

  private async readPath(uri: string, path: string): Promise<FileContent | undefined> {
    try {
      const stats = await promises.stat(path);
      if (!stats.isFile()) return undefined;
      const version = `${stats.mtimeMs} ${stats.size}`;
      const cached = this.cache.get(uri);
      if (cached?.version === version) return cached.content;
      const text = stats.size > maxBytes ? undefined : decode(await readAtMost(path, stats.size));
      const content = { canonicalUri: toUri(path), text };
      this.cache.set(uri, { version, content });
      return content;
    } catch {
      return undefined;
    }
  }
}

/** Undefined where git ignores the folder itself: it was opened on purpose. */
function gitIgnoreIn(folder: string): GitIgnore | undefined {
  const ignored = new GitIgnore();
  return ignored.ignores(folder, 'folder') ? undefined : ignored;
}

/** Reads no more than `size` bytes, even if the file grows meanwhile. */
async function readAtMost(path: string, size: number): Promise<Buffer> {
  const file = await promises.open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** UTF-8 or, with a byte order mark, UTF-16, as editors do. The mark is not part of the text. */
function decode(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

async function isInFolders(path: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const real = await realPathOf(folder);
    if (real !== undefined && isInFolder(path, real)) return true;
  }
  return false;
}

/** Undefined if there is no such file or the URI is not one of a local file. */
async function realPathOf(uri: string): Promise<string | undefined> {
  const path = toPath(uri);
  return path === undefined ? undefined : realpath(path).catch(() => undefined);
}

function toUri(path: string): string {
  return normalizeUri(pathToFileURL(path).href);
}

function toPath(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
