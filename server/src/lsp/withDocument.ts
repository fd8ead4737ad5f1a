import {
  type Connection,
  LSPErrorCodes,
  type ProtocolRequestType,
  type ResponseError,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import type { AgentDocuments } from '../workspace/documents';
import type { AgentFiles } from '../workspace/agentFiles';
import type { PromptFileDocument } from '../workspace/promptFiles';
import type { Configuration } from '../workspace/configuration';
import type { SecretNames } from '../workspace/secretNames';
import type { ClientSupport } from './clientCapabilities';
import { type Lifecycle, type Logger, guard, responseError } from './guard';

/** The dependencies of handlers. */
export interface HandlerServices {
  readonly client: ClientSupport;
  readonly documents: AgentDocuments;
  readonly files: AgentFiles;
  readonly secretNames: SecretNames;
  readonly configuration: Configuration;
  readonly log: Logger;
  readonly lifecycle: Lifecycle;
}

/**
 * Returns a function that registers request handlers for an agent and, with `inPrompt`, for a prompt file. `empty` is the result if the
 * document is not open.
 */
export function withDocument(connection: Connection, services: HandlerServices) {
  const { documents, configuration, log, lifecycle } = services;
  return <Params extends { textDocument: TextDocumentIdentifier }, Result, Partial, Options>(
    type: ProtocolRequestType<Params, Result, Partial, void, Options>,
    empty: NoInfer<Result>,
    handle: (
      snapshot: AgentSnapshot,
      params: Params,
    ) => Result | ResponseError<never> | Promise<Result | ResponseError<never>>,
    inPrompt?: (
      prompt: PromptFileDocument,
      params: Params,
    ) => Result | ResponseError<never> | Promise<Result | ResponseError<never>>,
  ): void => {
    const handler = guard<Params, Result>(log, lifecycle, type.method, empty, async (params) => {
      await configuration.loaded;
      const snapshot = await documents.get(params.textDocument.uri);
      if (!snapshot) {
        const prompt = inPrompt && documents.promptFiles.open(params.textDocument.uri);
        return prompt ? inPrompt(prompt, params) : empty;
      }
      const result = await handle(snapshot, params);
      // The positions may be wrong if the document was edited meanwhile.
      return snapshot.isCurrent
        ? result
        : responseError(LSPErrorCodes.ContentModified, 'The document was edited.');
    });
    connection.onRequest<unknown, unknown>(type.method, handler);
  };
}
