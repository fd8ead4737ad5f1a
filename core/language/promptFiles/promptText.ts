/** A prompt file as it was read, or why it could not be. */
export type PromptFile =
  /**
   * `text`: decoded, with its line breaks and its byte order mark. `path`: relative to the folder, the same for all references to the
   * file, through links too; undefined if unknown.
   */
  | { readonly kind: 'text'; readonly text: string; readonly path?: string }
  | { readonly kind: PromptFileError };

export type PromptFileError =
  /** The path is absolute, has backslashes, or is empty. */
  | 'invalid-path'
  | 'missing'
  /** There is a file whose name differs in upper and lower case only. Some file systems would find it. */
  | 'wrong-case'
  /** Outside the workspace folder, or a link to a file outside of it. */
  | 'outside'
  /** A folder, a device or a pipe. */
  | 'not-a-file'
  /** Hidden, or not named as a text file (`promptFileExtensions`). */
  | 'not-text'
  /** More than `maxPromptBytes`. */
  | 'too-large'
  | 'not-utf8'
  /** No permission, or the disk failed. */
  | 'unreadable';

/** Larger prompt files are not read. */
export const maxPromptBytes = 1024 * 1024;

/** Whether a file with this text is too large. */
export function isTooLarge(text: string): boolean {
  const maxBytesPerUnit = 3;
  return text.length * maxBytesPerUnit > maxPromptBytes && bytesOf(text) > maxPromptBytes;
}

/** The size of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Why a prompt file with this text could not be read again as it is; undefined if it can. */
export function promptFileErrorOf(fileText: string): UnwritableText | undefined {
  if (isTooLarge(fileText)) return 'too-large';
  // Half of a character is replaced when it is encoded, and a file with NUL is taken for another encoding.
  return /[\0\p{Surrogate}]/u.test(fileText) ? 'not-utf8' : undefined;
}

export type UnwritableText = Extract<PromptFileError, 'too-large' | 'not-utf8'>;

const byteOrderMark = '\uFEFF';

/** The prompt in the text of a file: line breaks are \n; the byte order mark and one final line break belong to the file. */
export function promptFromFileText(fileText: string): string {
  const text = fileText.startsWith(byteOrderMark) ? fileText.slice(1) : fileText;
  return text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
}

/** The text of a file with this prompt. It keeps the byte order mark, line breaks and final line break of `before`, its last text. */
export function toFileText(prompt: string, before = '\n'): string {
  const text = prompt.replaceAll(/\r\n?/g, '\n');
  // Otherwise the first or last character of the prompt would be taken for the file's own.
  const hasMark = before.startsWith(byteOrderMark) || text.startsWith(byteOrderMark);
  const isClosed = /[\r\n]$/.test(before) || text.endsWith('\n');
  const all = (hasMark ? byteOrderMark : '') + text + (isClosed ? '\n' : '');
  return before.includes('\r\n') ? all.replaceAll('\n', '\r\n') : all;
}
