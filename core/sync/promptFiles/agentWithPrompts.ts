import { findValue, parseAgent } from '#language/syntax/document';
import { type TextEdit, applyEdits } from '#language/syntax/edit';
import {
  type ExpandedAgent,
  type PromptReference,
  collapseEdits,
  expandPrompts,
  promptUsesIn,
} from '#language/promptFiles/expand';
import {
  type PromptFile,
  type PromptFileError,
  promptFileErrorOf,
  promptFromFileText,
  toFileText,
} from '#language/promptFiles/promptText';
import { readPromptFiles } from '#language/promptFiles/read';
import { promptReference } from '#language/promptFiles/reference';
import type { AgentSchema } from '#language/schema/schema';
import { toPointer } from '#language/syntax/json';
import type { BlockCause, Blocked } from '../model';
import type { AgentFile, EditResult } from '../ports';
import { restoreReferences } from './restoreReferences';

/** Reads the file at the path in a reference. Never rejects. */
export type ReadPrompt = (file: string) => Promise<PromptFile>;

/** An agent file and its prompt files. */
export interface AgentFileStorage {
  /** The name of the agent file in messages. */
  readonly name: string;
  /** The text of the agent file, with its references. */
  readText(): Promise<string>;
  readonly readPrompt: ReadPrompt;
  /** Applies all changes together and saves. `stale`: a file has changed since it was read, so nothing was written. */
  write(changes: FileChanges): Promise<EditResult>;
}

export interface FileChanges {
  /** The text of the agent file that `edits` are for. */
  readonly text: string;
  readonly edits: readonly TextEdit[];
  readonly prompts: readonly PromptChange[];
}

/** A new prompt for a prompt file. Byte order mark, line breaks and final line break of the file are preserved. */
export interface PromptChange {
  /** The path in the reference. */
  readonly file: string;
  /** Undefined: the file does not exist and is created. */
  readonly before: string | undefined;
  readonly after: string;
}

/** The new text of a prompt file; undefined if `file` is not as it was when the change was computed. */
export function changedFileText({ before, after }: PromptChange, file: PromptFile): string | undefined {
  if (file.kind === 'missing') return before === undefined ? toFileText(after) : undefined;
  const isUnchanged = file.kind === 'text' && promptFromFileText(file.text) === before;
  return isUnchanged ? toFileText(after, file.text) : undefined;
}

/** The text of an agent with its prompts in place of the references to them. References that can't be resolved are not replaced. */
export async function readExpanded(
  schema: AgentSchema,
  text: string,
  readPrompt: ReadPrompt,
): Promise<ExpandedAgent> {
  // Most agents have none, and parsing takes time.
  if (!text.includes('file:')) return { source: text, text, prompts: [], unresolved: [] };
  const document = parseAgent(text);
  const files = await readPromptFiles(promptUsesIn(document, schema), readPrompt);
  return expandPrompts(document, schema, (file) => files.get(file) ?? { kind: 'missing' });
}

/** What an edit changes, or why it can't be applied. */
type PlannedEdit =
  | { readonly kind: 'changes'; readonly changes: FileChanges }
  | { readonly kind: 'rejected'; readonly result: 'stale' | Blocked };

const staleEdit: PlannedEdit = { kind: 'rejected', result: 'stale' };

/**
 * An agent file whose text includes its prompts, so that syncing works on one text. Edits are applied to the file they belong to.
 */
export class AgentWithPrompts implements AgentFile {
  constructor(
    private readonly schema: AgentSchema,
    private readonly files: AgentFileStorage,
  ) {}

  get name(): string {
    return this.files.name;
  }

  async read(): Promise<string> {
    return (await this.expanded()).text;
  }

  async edit(
    edits: readonly TextEdit[],
    baseText: string,
    references: readonly PromptReference[] = [],
  ): Promise<EditResult> {
    const planned = await this.planEdit(edits, baseText, references);
    return planned.kind === 'changes' ? this.files.write(planned.changes) : planned.result;
  }

  async checkEdit(edits: readonly TextEdit[], baseText: string): Promise<Blocked | undefined> {
    const planned = await this.planEdit(edits, baseText, []);
    return planned.kind === 'rejected' && planned.result !== 'stale' ? planned.result : undefined;
  }

  private async planEdit(
    edits: readonly TextEdit[],
    baseText: string,
    references: readonly PromptReference[],
  ): Promise<PlannedEdit> {
    const agent = await this.expanded();
    if (agent.text !== baseText || overwritesReference(agent, edits)) return staleEdit;
    const restored = await restoreReferences(agent, edits, references, this.files.readPrompt);
    if (!restored) return staleEdit;
    const { edits: sourceEdits, prompts } = collapseEdits(agent, restored.edits);
    const causes = await this.unwritablePrompts(agent, prompts);
    if (causes.length > 0) return { kind: 'rejected', result: { kind: 'blocked', causes } };
    const changed = [...prompts].map(([file, after]) => ({ file, before: promptOf(agent, file), after }));
    const created = [...restored.newFiles].map(([file, after]) => ({ file, before: undefined, after }));
    const changes = { text: agent.source, edits: sourceEdits, prompts: [...changed, ...created] };
    return { kind: 'changes', changes };
  }

  async promptReferences(): Promise<readonly PromptReference[]> {
    return promptUsesIn(parseAgent(await this.files.readText()), this.schema);
  }

  /** Why a reference can't be replaced; undefined if its file can be read. */
  async promptError(file: string): Promise<PromptFileError | undefined> {
    const { kind } = await this.files.readPrompt(file);
    return kind === 'text' ? undefined : kind;
  }

  /** The new prompts that their files can't contain. Otherwise, every later push and pull would be blocked. */
  private async unwritablePrompts(
    { prompts }: ExpandedAgent,
    changed: ReadonlyMap<string, string>,
  ): Promise<BlockCause[]> {
    const uses = prompts.filter(({ file }) => changed.has(file));
    const causes = await Promise.all(
      uses.map(async ({ path, file }): Promise<BlockCause[]> => {
        const current = await this.files.readPrompt(file);
        const before = current.kind === 'text' ? current.text : undefined;
        const error = promptFileErrorOf(toFileText(changed.get(file) ?? '', before));
        return error ? [{ kind: 'unwritable-prompt', pointer: toPointer(path), error }] : [];
      }),
    );
    return causes.flat();
  }

  private async expanded(): Promise<ExpandedAgent> {
    return readExpanded(this.schema, await this.files.readText(), this.files.readPrompt);
  }
}

/** Whether edits would put another value in place of a reference that can't be resolved. */
function overwritesReference({ text, unresolved }: ExpandedAgent, edits: readonly TextEdit[]): boolean {
  if (unresolved.length === 0) return false;
  const after = parseAgent(applyEdits(text, edits));
  return unresolved.some(({ path, file }) => {
    const value: unknown = findValue(after, path)?.value;
    return value !== undefined && value !== promptReference(file);
  });
}

function promptOf({ text, prompts }: ExpandedAgent, file: string): string {
  const span = prompts.find((prompt) => prompt.file === file)?.expandedSpan;
  const literal = span && text.slice(span.offset, span.offset + span.length);
  return literal === undefined ? '' : String(JSON.parse(literal));
}
