import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type TextEdit, applyEdits } from '#language/syntax/edit';

const byteOrderMark = '\uFEFF';

/** The content of a file. Offsets start after the byte order mark, as in an editor. */
export interface FileText {
  readonly path: string;
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** False: some bytes are not UTF-8, so they would be lost when the file is written. */
  readonly isWritable: boolean;
}

export function readText(path: string): FileText {
  const whole = readFileSync(path, 'utf8');
  const hasByteOrderMark = whole.startsWith(byteOrderMark);
  return {
    path,
    text: hasByteOrderMark ? whole.slice(byteOrderMark.length) : whole,
    hasByteOrderMark,
    isWritable: !whole.includes('\uFFFD') || Buffer.from(whole).equals(readFileSync(path)),
  };
}

/** Applies edits to a file; returns false without a change if the file has changed since it was read. */
export function editFile(file: FileText, edits: readonly TextEdit[]): boolean {
  if (!file.isWritable || readText(file.path).text !== file.text) return false;
  const text = applyEdits(file.text, edits);
  writeWhole(file.path, file.hasByteOrderMark ? byteOrderMark + text : text);
  return true;
}

/** Writes a temporary file and renames it, so that a crash never leaves an incomplete file. */
export function writeWhole(path: string, text: string, mode = 0o666): void {
  const present = statSync(path, { throwIfNoEntry: false });
  const target = present ? realpathSync(path) : path;
  const unfinished = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(unfinished, text, { mode: present?.mode ?? mode, flag: 'wx' });
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
