import { basename, join, relative, sep } from 'node:path';
import { LocalPromptFolder } from '#files/promptFolder';
import { locatePrompt } from '#language/promptFiles/locate';
import { readPromptFile } from '#language/promptFiles/read';
import type { PromptFile } from '#language/promptFiles/promptText';
import { agentSchema } from '#language/schema/bundledSchema';
import { applyEdits } from '#language/syntax/edit';
import {
  type AgentFileStorage,
  AgentWithPrompts,
  type FileChanges,
  changedFileText,
} from '#sync/promptFiles/agentWithPrompts';
import { type AgentInFolder, type SharedPrompt, sharedPrompts } from '#sync/promptFiles/sharedPrompts';
import type { EditResult } from '#sync/ports';
import { agentFolderOf } from '../files/agentFolder';
import {
  type WrittenText,
  readFileText,
  requireNoLink,
  withByteOrderMark,
  writeFiles,
} from '../files/agentText';

export interface DiskFileOptions {
  readonly cwd: string;
  /** Absolute paths of the agent files in a folder. */
  findAgentFiles(folder: string): Promise<readonly string[]>;
  /** Whether prompt files may change that other agents use as well. */
  allowShared(shared: readonly SharedPrompt[]): Promise<boolean>;
}

/** An agent file on disk, with its prompt files. */
export function diskFile(path: string, options: DiskFileOptions): AgentWithPrompts {
  return new AgentWithPrompts(agentSchema, new DiskFiles(path, options));
}

class DiskFiles implements AgentFileStorage {
  private readonly folder: string;

  constructor(
    private readonly path: string,
    private readonly options: DiskFileOptions,
  ) {
    this.folder = agentFolderOf(path, options.cwd);
  }

  get name(): string {
    return basename(this.path);
  }

  readText(): Promise<string> {
    return Promise.resolve(readFileText(this.path).text);
  }

  readonly readPrompt = (file: string) => readPromptOf(this.path, this.options.cwd, file);

  async write({ text, edits, prompts }: FileChanges): Promise<EditResult> {
    // Before the files are compared, because they may be edited while the question is open.
    if (!(await this.confirmSharedChanges(prompts.map(({ file }) => this.pathOf(file))))) return 'canceled';
    const changed: WrittenText[] = [];
    for (const change of prompts) {
      const newText = changedFileText(change, await this.readPrompt(change.file));
      if (newText === undefined) return 'stale';
      changed.push({ path: this.pathOf(change.file), text: newText });
    }
    if (edits.length > 0) requireNoLink(this.path);
    const agent = readFileText(this.path);
    if (agent.text !== text || !agent.isWritable) return 'stale';
    writeFiles(
      edits.length > 0
        ? [...changed, { path: this.path, text: withByteOrderMark(applyEdits(text, edits), agent) }]
        : changed,
    );
    return 'done';
  }

  /** Asks if other agents use one of the files as well. */
  private async confirmSharedChanges(promptPaths: readonly string[]): Promise<boolean> {
    if (promptPaths.length === 0) return true;
    const paths = await this.options.findAgentFiles(this.folder);
    const others = paths.filter((path) => path !== this.path).flatMap((path) => this.agentAt(path));
    const changed = promptPaths.map((path) => this.relative(path));
    const shared = sharedPrompts(agentSchema, changed, others);
    return shared.length === 0 || this.options.allowShared(shared);
  }

  /** None if the file was deleted meanwhile or can't be read. */
  private agentAt(path: string): AgentInFolder[] {
    try {
      return [{ path: this.relative(path), text: readFileText(path).text }];
    } catch {
      return [];
    }
  }

  private relative(path: string): string {
    return relative(this.folder, path).replaceAll(sep, '/');
  }

  private pathOf(file: string): string {
    const location = locatePrompt(this.relative(this.path), file);
    return join(this.folder, location.kind === 'path' ? location.path : file);
  }
}

/** The prompt file that a reference in an agent file refers to. */
export function readPromptOf(agent: string, cwd: string, file: string): Promise<PromptFile> {
  const folder = agentFolderOf(agent, cwd);
  return readPromptFile(new LocalPromptFolder(folder), relative(folder, agent).replaceAll(sep, '/'), file);
}
