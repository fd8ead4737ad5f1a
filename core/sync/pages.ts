import * as l10n from '@vscode/l10n';
import type { AgentFilter, AgentPage, ApiResult, Cancellation, RemoteAgents } from './ports';

/** The pages of a list. The last one is a failure if the server returns a page again, because that would never end. */
export async function* pagesOf(
  agents: Pick<RemoteAgents, 'list'>,
  filter: AgentFilter,
  cancellation?: Cancellation,
): AsyncGenerator<ApiResult<AgentPage>, void> {
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await agents.list(filter, next, cancellation);
    yield page;
    next = page.ok ? page.value.next : undefined;
    if (next !== undefined && seen.has(next)) {
      yield {
        ok: false,
        failure: { kind: 'unexpected', reason: l10n.t('repeated page'), sent: false },
      };
      return;
    }
    if (next !== undefined) seen.add(next);
  } while (next !== undefined);
}
