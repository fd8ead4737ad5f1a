import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import { type TextEdit, applyEdits } from '#language/syntax/edit';
import { UsageError } from '../errors';

const byteOrderMark = '\uFEFF';

/** The content of a file. Offsets start after the byte order mark, as in an editor. */
export interface FileText {
  readonly path: string;
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** False: some bytes are not UTF-8, so they would be lost when the file is written. */
  readonly isWritable: boolean;
}

export function readFileText(path: string): FileText {
  const whole = readFileSync(path, 'utf8');
  const hasByteOrderMark = whole.startsWith(byteOrderMark);
  return {
    path,
    text: hasByteOrderMark ? whole.slice(byteOrderMark.length) : whole,
    hasByteOrderMark,
    isWritable: !whole.includes('\uFFFD') || Buffer.from(whole).equals(readFileSync(path)),
  };
}

/** A link to another file of the folder was replaced by that file when it was found, so any other link leads out of the folder. */
export function requireNoLink(path: string): void {
  if (lstatSync(path).isSymbolicLink())
    throw new UsageError(
      'Not written: this is a symbolic link to a file outside of the folder. Name that file instead.',
    );
}

/** Applies edits to a file; returns false without a change if the file has changed since it was read. */
export function editFile(file: FileText, edits: readonly TextEdit[]): boolean {
  requireNoLink(file.path);
  if (!file.isWritable || readFileText(file.path).text !== file.text) return false;
  const text = applyEdits(file.text, edits);
  writeAtomically(file.path, withByteOrderMark(text, file));
  return true;
}

/** The text of a file as it is written, with its byte order mark. */
export function withByteOrderMark(text: string, { hasByteOrderMark }: FileText): string {
  return hasByteOrderMark ? byteOrderMark + text : text;
}

/** Writes a temporary file and renames it, so that a crash never leaves an incomplete file. */
export function writeAtomically(path: string, text: string, mode = 0o666): void {
  writeFiles([{ path, text }], mode);
}

export interface WrittenText {
  readonly path: string;
  readonly text: string;
}

/**
 * The same for several files that belong together: they are renamed only when all of them are written. Throws a PartlyWritten where some
 * were renamed and others could not be.
 */
export function writeFiles(files: readonly WrittenText[], mode = 0o666): void {
  const targets = files.map((file) => targetOf(file, mode));
  const renamed: string[] = [];
  try {
    for (const { unfinished, text, mode: itsMode } of targets)
      writeFileSync(unfinished, text, { mode: itsMode, flag: 'wx' });
    for (const { unfinished, target, path } of targets) {
      renameSync(unfinished, target);
      renamed.push(path);
    }
  } catch (error) {
    for (const { unfinished } of targets) rmSync(unfinished, { force: true });
    throw renamed.length === 0 ? error : new PartlyWritten(renamed, files, error);
  }
}

/** Creates files that belong together: all of them or, after an error, none. Existing files are never overwritten. */
export function createAll(files: readonly WrittenText[]): void {
  const created: string[] = [];
  try {
    for (const { path, text } of files) {
      const file = openSync(path, 'wx');
      created.push(path);
      try {
        writeFileSync(file, text);
      } finally {
        closeSync(file);
      }
    }
  } catch (error) {
    for (const path of created) rmSync(path, { force: true });
    throw error;
  }
}

function targetOf({ path, text }: WrittenText, mode: number) {
  const present = statSync(path, { throwIfNoEntry: false });
  // Renaming would replace a read-only file as well.
  if (present) accessSync(path, constants.W_OK);
  const target = present ? realpathSync(path) : path;
  const unfinished = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  return { path, text, target, unfinished, mode: present?.mode ?? mode };
}

/** Some of several files were written. */
export class PartlyWritten extends UsageError {
  constructor(written: readonly string[], files: readonly WrittenText[], cause: unknown) {
    const missing = files.filter(({ path }) => !written.includes(path)).map(({ path }) => basename(path));
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    super(
      `Written: ${written.map((path) => basename(path)).join(', ')}. Not written: ${missing.join(', ')}${code}.`,
    );
  }
}
