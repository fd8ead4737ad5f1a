import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PromptUse } from '#language/promptFiles/expand';
import { locatePrompt } from '#language/promptFiles/locate';
import { type PromptFile, isTooLarge } from '#language/promptFiles/promptText';
import { type FolderEntry, readPromptFile, readPromptFiles } from '#language/promptFiles/read';
import { type AgentFiles, normalizeUri } from './agentFiles';

export interface PromptFileDocument {
  readonly uri: string;
  /** Null if it is not open. */
  readonly version: number | null;
  /** The open document, or the saved text. */
  readonly document: TextDocument;
}

/** The prompt files of agents: as they are in the editor or, if they are not open, as they were saved. */
export class PromptFiles {
  /** URIs of all files that agents have referred to. */
  private readonly used = new Set<string>();
  private readonly firstUseListeners: (() => void)[] = [];
  private readonly changeListeners: (() => void)[] = [];

  /** @param openDocument the open document with a normalized URI */
  constructor(
    private readonly files: AgentFiles,
    private readonly openDocument: (uri: string) => TextDocument | undefined,
  ) {}

  /** Calls back when an agent refers to a prompt file for the first time. */
  onFirstUse(listener: () => void): void {
    this.firstUseListeners.push(listener);
  }

  /** Calls back when a file that agents refer to may have changed. */
  onChange(listener: () => void): void {
    this.changeListeners.push(listener);
  }

  /** The client reported a change of a file, in the editor or on disk. */
  changed(uri: string): void {
    if (this.used.has(normalizeUri(uri))) this.changeListeners.forEach((listener) => listener());
  }

  /** A prompt file that is open in the editor and that agents have referred to. */
  open(uri: string): PromptFileDocument | undefined {
    const normalized = normalizeUri(uri);
    return this.used.has(normalized) ? this.openPrompt(normalized) : undefined;
  }

  /** The document of the file that a reference refers to. `text`: its text. */
  documentOf(agent: string, reference: string, text: string): PromptFileDocument | undefined {
    const uri = this.uriOf(agent, reference);
    if (uri === undefined) return undefined;
    const savedDocument = () => TextDocument.create(uri, 'markdown', 0, text.replace(/^\uFEFF/, ''));
    return this.openPrompt(uri) ?? { uri, version: null, document: savedDocument() };
  }

  /** The path in the reference → the file, for all references of an agent. */
  readAll(agent: string, uses: readonly PromptUse[]): Promise<ReadonlyMap<string, PromptFile>> {
    return readPromptFiles(uses, (path) => this.read(agent, path));
  }

  /** The URI of the file that a reference refers to, whether it exists or not. Undefined if it can't be a prompt file. */
  uriOf(agent: string, reference: string): string | undefined {
    const folder = this.files.promptFolder(agent);
    const location = folder && locatePrompt(folder.agent, reference);
    return location?.kind === 'path' ? folder?.uriOf(location.path) : undefined;
  }

  /** The entries of a folder, by its path relative to the agent file (`./prompts/`). Empty outside the workspace folder. */
  async list(agent: string, path: string): Promise<readonly FolderEntry[]> {
    const folder = this.files.promptFolder(agent);
    // A name that any file could have, to locate the folder it would be in.
    const location = folder && locatePrompt(folder.agent, `${path}x.md`);
    if (!folder || location?.kind !== 'path') return [];
    return folder.reader.list(location.path.split('/').slice(0, -1).join('/'));
  }

  private openPrompt(uri: string): PromptFileDocument | undefined {
    const document = this.openDocument(uri);
    return document && { uri: document.uri, version: document.version, document };
  }

  private async read(agent: string, reference: string): Promise<PromptFile> {
    const folder = this.files.promptFolder(agent);
    if (!folder) return { kind: 'missing' };
    this.recordUse(this.uriOf(agent, reference));
    const saved = await readPromptFile(folder.reader, folder.agent, reference);
    // The checks of the saved file apply to the open one, too.
    return saved.kind === 'text' ? this.asOpen(this.uriOf(agent, reference), saved) : saved;
  }

  private asOpen(uri: string | undefined, saved: PromptFile): PromptFile {
    const text = uri === undefined ? undefined : this.openDocument(uri)?.getText();
    if (text === undefined) return saved;
    return isTooLarge(text) ? { kind: 'too-large' } : { kind: 'text', text };
  }

  private recordUse(uri: string | undefined): void {
    if (uri === undefined) return;
    this.used.add(uri);
    this.firstUseListeners.splice(0).forEach((listener) => listener());
  }
}
