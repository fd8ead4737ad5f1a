import type { CancellationToken, ResponseError, TextDocumentIdentifier } from 'vscode-languageserver';
import type { Client } from '../clientCapabilities';
import { type Report, guard } from '../guard';
import type { OpenAgent, OpenAgents } from '../../workspace/documents';
import type { References } from '../../workspace/secretNames';
import type { SettingsFeed } from '../../workspace/configuration';

/** What the answers are made from. */
export interface Parts {
  readonly client: Client;
  readonly agents: OpenAgents;
  readonly references: References;
  readonly report: Report;
  readonly settings: SettingsFeed;
}

type Answer<Params, Result> = (
  params: Params,
  token: CancellationToken,
) => Promise<Result | ResponseError<never>>;

/**
 * A handler that asks `ask` about the open agent that the request names. Where nothing is open, or something goes wrong,
 * `nothing` is the answer.
 */
export function about<Params extends { textDocument: TextDocumentIdentifier }, Result>(
  { agents, report, settings }: Parts,
  name: string,
  nothing: Result,
  ask: (open: OpenAgent, params: Params) => Result | ResponseError<never> | Promise<Result>,
): Answer<Params, Result> {
  return guard(report, name, nothing, async (params) => {
    await settings.known;
    const open = agents.get(params.textDocument.uri);
    return open ? ask(open, params) : nothing;
  });
}
