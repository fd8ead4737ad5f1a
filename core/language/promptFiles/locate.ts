import type { PromptFileError } from './promptText';
import { isPortablePath } from './reference';

/** The endings of files that can be prompt files, so that a reference can't send any other file. */
export const promptFileExtensions = ['.md', '.markdown', '.txt'] as const;

/** Whether a file can be a prompt file by its name. Hidden files can't. */
export function isPromptFileName(name: string): boolean {
  return !name.startsWith('.') && promptFileExtensions.some((ending) => name.toLowerCase().endsWith(ending));
}

/**
 * A name for the prompt file of a property, in the folder of its agent file: `desk.agent.json` gets `desk.prompt.md`, and for all but the
 * main prompt `desk.llm-system-prompt.prompt.md`. `usedNames`: the names in the folder.
 */
export function newPromptFileName(agentFile: string, property: string, usedNames: Iterable<string>): string {
  const used = new Set(Array.from(usedNames, (name) => name.toLowerCase()));
  const plain = agentFile.replace(/(?:\.agent)?\.json$/i, '').replaceAll(/[{}\\/]/g, '-');
  const base = plain.replace(/^\.+/, '') || 'agent';
  const owner = property === 'description' ? base : `${base}.${property.replaceAll('_', '-')}`;
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${owner}.prompt.md` : `${owner}.prompt-${count}.md`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** Where a prompt file is, relative to the folder it must be in. */
export type PromptLocation =
  { readonly kind: 'path'; readonly path: string } | { readonly kind: PromptFileError };

/**
 * The file that a reference refers to. `agent`: the path of the agent file relative to the folder that its prompts must be in. That is its
 * workspace folder, or the agent file's own folder if it is in no workspace folder. Paths have forward slashes.
 */
export function locatePrompt(agent: string, reference: string): PromptLocation {
  if (!isPortablePath(reference)) return { kind: 'invalid-path' };
  const segments = agent.split('/').slice(0, -1);
  for (const segment of reference.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return { kind: 'outside' };
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  const path = segments.join('/');
  return isPromptFileName(segments.at(-1) ?? '') ? { kind: 'path', path } : { kind: 'not-text' };
}

/** The path that a reference in `agent` has to `prompt`, both relative to the same folder: `./a.md`, `../b/a.md`. */
export function referencePath(agent: string, prompt: string): string {
  const from = agent.split('/').slice(0, -1);
  const to = prompt.split('/');
  const differs = from.findIndex((segment, index) => segment !== to[index]);
  const shared = differs < 0 ? from.length : differs;
  const up = from.slice(shared).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...to.slice(shared)].join('/');
}

/** The innermost of the folders that a file is in. URIs or paths with forward slashes, all normalized alike. */
export function enclosingFolder(file: string, folders: readonly string[]): string | undefined {
  return folders
    .map((folder) => folder.replace(/\/$/, ''))
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}
