import {
  type Connection,
  type RenameFilesParams,
  type WorkspaceEdit,
  WillRenameFilesRequest,
} from 'vscode-languageserver';
import { locatePrompt, referencePath } from '#language/promptFiles/locate';
import { promptReference, readPromptReference } from '#language/promptFiles/reference';
import type { TextEdit } from '#language/syntax/edit';
import { normalizeUri } from '../workspace/agentFiles';
import { agentsWithPrompts } from '../workspace/agentsWithPrompts';
import type { AgentSnapshot } from '../workspace/agentSnapshot';
import { toTextEdits } from './convert';
import { type DocumentEdits, toDocumentEdits } from './convertFixes';
import { guard } from './guard';
import type { HandlerServices } from './withDocument';

type Renames = RenameFilesParams['files'];

/** Updates references when prompt files, agents or their folders are renamed or moved. */
export function registerRenameFiles(connection: Connection, services: HandlerServices): void {
  const { client, documents, files, log, lifecycle, configuration } = services;
  const { method } = WillRenameFilesRequest.type;
  connection.onRequest<unknown, unknown>(
    method,
    guard<RenameFilesParams, WorkspaceEdit | null>(log, lifecycle, method, null, async (params) => {
      await configuration.loaded;
      const agents = await agentsWithPrompts(documents, files);
      const edits = agents.flatMap((agent) => editsForRenames(agent, params.files, services) ?? []);
      return edits.length === 0 ? null : toDocumentEdits(edits, client);
    }),
  );
}

function editsForRenames(
  agent: AgentSnapshot,
  renames: Renames,
  services: HandlerServices,
): DocumentEdits | undefined {
  const { uri, document, promptUses } = agent;
  const edits = promptUses.flatMap(({ file, span }): TextEdit[] => {
    const path = pathAfter(agent.uri, file, renames, services);
    return path === undefined ? [] : [{ ...span, newText: JSON.stringify(promptReference(path)) }];
  });
  if (edits.length === 0) return undefined;
  const version = services.documents.isOpen(uri) ? document.version : null;
  return { textDocument: { uri, version }, edits: toTextEdits(edits, document) };
}

/** The path that a reference must have after the renames; undefined if it stays or there is none. */
function pathAfter(
  agent: string,
  reference: string,
  renames: Renames,
  { documents: { promptFiles }, files }: HandlerServices,
): string | undefined {
  const prompt = promptFiles.uriOf(agent, reference);
  const folder = files.promptFolder(uriAfter(agent, renames));
  const newPrompt = prompt === undefined ? undefined : folder?.pathOf(uriAfter(prompt, renames));
  if (!folder || newPrompt === undefined) return undefined;
  const location = locatePrompt(folder.agent, reference);
  if (location.kind === 'path' && location.path === newPrompt) return undefined;
  const path = referencePath(folder.agent, newPrompt);
  return readPromptReference(promptReference(path)) === undefined ? undefined : path;
}

function uriAfter(uri: string, renames: Renames): string {
  const old = normalizeUri(uri);
  for (const rename of renames) {
    const from = normalizeUri(rename.oldUri);
    if (old === from || old.startsWith(`${from}/`))
      return normalizeUri(rename.newUri) + old.slice(from.length);
  }
  return old;
}
