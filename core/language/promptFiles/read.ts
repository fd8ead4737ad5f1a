import type { PromptUse } from './expand';
import { locatePrompt } from './locate';
import type { PromptFile } from './promptText';

/** A folder that prompt files are read from. Paths are relative to it and have forward slashes. Nothing outside of it is read. */
export interface PromptFolder {
  /** Reads a file of at most `maxPromptBytes`, following links within the folder. Never rejects. */
  read(path: string): Promise<PromptFile>;
  /** The names in the folder at `path`, `''` for this one. Empty if it can't be read. Never rejects. */
  list(path: string): Promise<readonly FolderEntry[]>;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Reads the file that a reference refers to. `agent`: the path of the agent file relative to the folder. */
export async function readPromptFile(
  folder: PromptFolder,
  agent: string,
  reference: string,
): Promise<PromptFile> {
  const location = locatePrompt(agent, reference);
  if (location.kind !== 'path') return location;
  const file = await folder.read(location.path);
  if (file.kind === 'text') return { path: location.path, ...file };
  if (file.kind !== 'missing') return file;
  return { kind: (await differsInCase(folder, location.path)) ? 'wrong-case' : 'missing' };
}

/** The path in the reference → the file, each read once. */
export async function readPromptFiles(
  uses: readonly PromptUse[],
  read: (file: string) => Promise<PromptFile>,
): Promise<ReadonlyMap<string, PromptFile>> {
  const files = new Set(uses.map(({ file }) => file));
  return new Map(await Promise.all(Array.from(files, async (file) => [file, await read(file)] as const)));
}

/** Whether there is a file whose path differs from `path` only in upper and lower case. */
export async function differsInCase(folder: PromptFolder, path: string): Promise<boolean> {
  let parent = '';
  let isDifferent = false;
  for (const segment of path.split('/')) {
    const names = (await folder.list(parent)).map(({ name }) => name);
    const actualName = names.includes(segment) ? segment : names.find((name) => isSameName(name, segment));
    if (actualName === undefined) return false;
    isDifferent ||= actualName !== segment;
    parent = parent === '' ? actualName : `${parent}/${actualName}`;
  }
  return isDifferent;
}

/** Compares names as file systems do that ignore case and Unicode normalization. */
function isSameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}
