import { type ClientCapabilities, DocumentDiagnosticRequest } from 'vscode-languageserver/node';
import type { TestClient } from '#support/testClient';

export const uri = 'file:///agents/a.agent.json';

export const clean =
  '{"agent_name": "Ada", "description": "Books tables.", "inbound": true, "language": "en"}';

export const broken = clean.replace('"en"', '"english"');

export const pulls: ClientCapabilities = { textDocument: { diagnostic: { relatedInformation: true } } };

export async function pull(client: TestClient, previousResultId?: string) {
  const params = { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) };
  return client.connection.sendRequest(DocumentDiagnosticRequest.type, params);
}
