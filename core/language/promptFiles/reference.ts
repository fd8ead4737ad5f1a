/** The start of each reference. */
export const promptReferenceStart = '${file:';

const promptReferenceShape = /^\$\{file:([^{}\n]*)\}$/;

/** Parses `${file:PATH}`, the whole text; undefined for any other text. The path may still be invalid. */
export function readPromptReference(text: string): string | undefined {
  return promptReferenceShape.exec(text)?.[1];
}

/** The text of a reference, as `readPromptReference` reads it. */
export function promptReference(path: string): string {
  return `\${file:${path}}`;
}

/** Whether a path is relative to the agent file and has forward slashes, so that it refers to the same file on every machine. */
export function isPortablePath(path: string): boolean {
  return path.trim() === path && path !== '' && !/^[/~]|^[a-z][\w+.-]*:|[\\\p{Cc}]|\/$/iu.test(path);
}
