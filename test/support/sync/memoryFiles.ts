import assert from 'node:assert/strict';
import { agentSchema } from '#language/schema/bundledSchema';
import { type ExpandedAgent, collapseEdits, expandPrompts } from '#language/promptFiles/expand';
import { type PromptFile, toFileText, promptFromFileText } from '#language/promptFiles/promptText';
import { promptReference } from '#language/promptFiles/reference';
import { findValue, parseAgent } from '#language/syntax/document';
import { type TextEdit, applyEdits, editAgent, textReplacement } from '#language/syntax/edit';
import type { EditResult } from '#sync/ports';
import type { AgentFileStorage, FileChanges } from '#sync/promptFiles/agentWithPrompts';

/** An agent file and its prompt files in memory. */
export class MemoryFiles implements AgentFileStorage {
  readonly name = 'front-desk.agent.json';
  /** By the path in the reference. */
  readonly prompts = new Map<string, string>();
  /** Whether the prompt files are missing. */
  promptFilesAreMissing = false;
  /** Whether the user allows changes of prompts that other agents use as well. */
  allowsSharedChanges = true;

  /** @param source the text of the agent file, with references */
  constructor(public source: string) {}

  /** With the prompts in place of the references. */
  get text(): string {
    return this.expanded().text;
  }

  /** As if the user had edited the agent file and the prompt files. */
  set text(text: string) {
    const agent = this.expanded();
    if (agent.prompts.length === 0) {
      this.source = text;
      return;
    }
    this.apply(agent, textReplacement(agent.text, text));
    assert.deepEqual(JSON.parse(this.text, lineFeeds), JSON.parse(text, lineFeeds));
  }

  /** References that can't be followed. */
  get unresolved(): ExpandedAgent['unresolved'] {
    return this.expanded().unresolved;
  }

  readText = (): Promise<string> => Promise.resolve(this.source);
  readPrompt = (file: string): Promise<PromptFile> => Promise.resolve(this.read(file));

  write({ text, edits, prompts }: FileChanges): Promise<EditResult> {
    if (text !== this.source) return Promise.resolve('stale');
    if (prompts.length > 0 && !this.allowsSharedChanges) return Promise.resolve('canceled');
    const references = this.expanded().prompts;
    this.source = applyEdits(text, edits);
    for (const { path } of references) {
      const now: unknown = findValue(parseAgent(this.source), path)?.value;
      assert.ok(
        typeof now !== 'string' || now.startsWith('${file:'),
        'a sync replaced a reference by its prompt',
      );
    }
    for (const { file, before, after } of prompts) {
      assert.equal(promptFromFileText(this.prompts.get(file) ?? ''), before);
      this.store(file, after);
    }
    return Promise.resolve('done');
  }

  /** Moves a string to a file whose text keeps the style of `like`: its line ends, byte order mark and final line break. */
  movePromptToFile(property: string, file: string, like: string): void {
    const value: unknown = findValue(parseAgent(this.source), [property])?.value;
    if (typeof value !== 'string' || value.startsWith('${file:') || this.prompts.has(file)) return;
    this.prompts.set(file, toFileText(value, like));
    this.set(property, promptReference(file));
  }

  /** Moves a prompt back into the agent file. */
  movePromptToAgent(property: string): void {
    const use = this.expanded().prompts.find(({ path }) => path[0] === property);
    if (!use) return;
    this.set(property, promptFromFileText(this.prompts.get(use.file) ?? ''));
    this.prompts.delete(use.file);
  }

  /** Whether a property is in a prompt file. */
  isInPromptFile(property: string): boolean {
    return this.expanded().prompts.some(({ path }) => path[0] === property);
  }

  private set(property: string, value: string): void {
    this.source = applyEdits(this.source, editAgent(parseAgent(this.source), [{ path: [property], value }]));
  }

  private apply(agent: ExpandedAgent, textEdits: readonly TextEdit[]): void {
    const { edits, prompts } = collapseEdits(agent, textEdits);
    this.source = applyEdits(agent.source, edits);
    for (const [file, prompt] of prompts) this.store(file, prompt);
  }

  private store(file: string, prompt: string): void {
    this.prompts.set(file, toFileText(prompt, this.prompts.get(file)));
  }

  private read(file: string): PromptFile {
    const text = this.promptFilesAreMissing ? undefined : this.prompts.get(file);
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
  }

  private expanded(): ExpandedAgent {
    const { source } = this;
    if (!source.includes('file:')) return { source, text: source, prompts: [], unresolved: [] };
    return expandPrompts(parseAgent(source), agentSchema, (file) => this.read(file));
  }
}

function lineFeeds(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : value;
}
