import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fileEnding } from '../protocol';

/** Folders that hold other people's files, or no files of a person at all. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn']);

export interface Question {
  /** URI of a folder below which agent files are looked for. */
  readonly below?: string;
  /** Files whose texts are asked for. */
  readonly files: readonly Known[];
}

/** A file and what is known of it. */
export interface Known {
  readonly uri: string;
  /** The stamp of the text that is known; undefined where none is. */
  readonly stamp: string | undefined;
}

export interface Answer {
  /** URIs of the agent files below the folder; none where it can't be searched. */
  readonly found: readonly string[];
  /** What was saved in each file; undefined where it is gone or can't be read. */
  readonly saved: readonly (Saved | undefined)[];
}

export interface Saved {
  /** Another one after each change. */
  readonly stamp: string;
  /** Left out where the stamp is the known one. */
  readonly text?: string;
}

/** What is on the disk. It waits for the disk, so it is asked on a thread of its own (diskThread.ts). */
export function answerTo({ below, files }: Question): Answer {
  const folder = below === undefined ? undefined : pathOf(below);
  const found = folder === undefined ? [] : agentFilesIn(folder);
  return { found: found.map((file) => pathToFileURL(file).href), saved: files.map(savedAt) };
}

function savedAt({ uri, stamp: known }: Known): Saved | undefined {
  const file = pathOf(uri);
  if (file === undefined) return undefined;
  try {
    const { mtimeMs, size } = statSync(file);
    const stamp = `${mtimeMs} ${size}`;
    return stamp === known ? { stamp } : { stamp, text: readFileSync(file, 'utf8') };
  } catch {
    return undefined;
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

function agentFilesIn(folder: string): string[] {
  const entries = entriesOf(folder);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(fileEnding));
  // Links are no folders here: they could lead round in circles or out of the workspace.
  const folders = entries.filter((entry) => entry.isDirectory() && !skippedFolders.has(entry.name));
  return [
    ...files.map(({ name }) => join(folder, name)),
    ...folders.flatMap(({ name }) => agentFilesIn(join(folder, name))),
  ];
}

/** Folders that can't be read count as empty. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
