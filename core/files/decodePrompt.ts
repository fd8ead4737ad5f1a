import type { PromptFile } from '#language/promptFiles/promptText';

/** The text of a prompt file in UTF-8, with its byte order mark. */
export function decodePrompt(bytes: Uint8Array): PromptFile {
  // UTF-16 without a byte order mark is valid UTF-8 with a NUL in each English character.
  if (bytes.includes(0)) return { kind: 'not-utf8' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'not-utf8' };
  }
}
