import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type VariableUse, variablesInPrompt, variablesOf } from '#language/features/variables';
import { agentsWithPrompts } from '../workspace/agentsWithPrompts';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import type { PromptFileDocument } from '../workspace/promptFiles';
import type { HandlerServices } from './withDocument';

/** A file with uses of a variable. */
export interface VariableDocument {
  readonly uri: string;
  /** Null if it is not open. */
  readonly version: number | null;
  readonly document: TextDocument;
  readonly uses: readonly VariableUse[];
}

/** Where a variable is used: in an agent, its prompt files and other agents with the same prompt files. */
export class VariableScope {
  readonly agents = new Map<string, AgentSnapshot>();
  private readonly prompts = new Map<string, PromptFileDocument>();
  private all: Promise<AgentSnapshot[]> | undefined;

  constructor(
    private readonly services: Pick<HandlerServices, 'documents' | 'files'>,
    private readonly name: string,
  ) {}

  /** Adds an agent and the prompt files that connect it with others. */
  async addAgent(agent: AgentSnapshot): Promise<void> {
    if (this.agents.has(agent.canonicalUri)) return;
    this.agents.set(agent.canonicalUri, agent);
    for (const prompt of this.services.documents.promptsOf(agent)) await this.addPrompt(prompt);
  }

  /** Adds a prompt file that uses the variable and all agents that refer to it. */
  async addPrompt(prompt: PromptFileDocument): Promise<void> {
    if (
      this.prompts.has(prompt.uri) ||
      this.usesIn(variablesInPrompt(prompt.document.getText())).length === 0
    )
      return;
    this.prompts.set(prompt.uri, prompt);
    const { documents, files } = this.services;
    this.all ??= agentsWithPrompts(documents, files);
    for (const agent of await this.all)
      if (documents.promptsOf(agent).some(({ uri }) => uri === prompt.uri)) await this.addAgent(agent);
  }

  get documents(): VariableDocument[] {
    const agents = [...this.agents.values()].map(({ uri, document, agent }) => ({
      uri,
      version: this.services.documents.isOpen(uri) ? document.version : null,
      document,
      uses: this.usesIn(variablesOf(agent)),
    }));
    const prompts = [...this.prompts.values()].map((prompt) => ({
      ...prompt,
      uses: this.usesIn(variablesInPrompt(prompt.document.getText())),
    }));
    return [...agents, ...prompts].filter(({ uses }) => uses.length > 0);
  }

  private usesIn(uses: readonly VariableUse[]): VariableUse[] {
    return uses.filter(({ name }) => name === this.name);
  }
}
