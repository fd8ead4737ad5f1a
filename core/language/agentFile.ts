export const agentFileExtension = '.agent.json';

/**
 * Whether a file is new and has no content: an untitled file without text yet, or whose text was saved to another file, because VS Code
 * keeps it for minutes after its tab was closed.
 */
export function isEmptyDraft(uri: string, text: string): boolean {
  return uri.startsWith('untitled:') && text.trim() === '';
}
