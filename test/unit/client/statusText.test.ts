import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SyncStatus } from '#sync/status';
import { statusBarText } from '#client/views/statusText';

const host = 'api.cekura.ai';
const project = { id: '7', name: 'Acme Staging', configured: [] };
const online = { offline: false, project };

describe('the status bar', () => {
  const statuses: readonly (readonly [SyncStatus, string])[] = [
    [{ kind: 'in-sync' }, '$(check)'],
    [{ kind: 'local-ahead', outgoing: 2 }, '↑2'],
    [{ kind: 'remote-ahead', incoming: 1 }, '↓1'],
    [{ kind: 'diverged', outgoing: 2, incoming: 1, conflicts: 0 }, '↑2 ↓1'],
    [{ kind: 'diverged', outgoing: 2, incoming: 1, conflicts: 1 }, '↑2 ↓1 $(warning) 1 conflict'],
    [{ kind: 'deleted-remotely' }, '$(trash)'],
    [{ kind: 'diverged', outgoing: 0, incoming: 0, conflicts: 2 }, '$(warning) 2 conflicts'],
  ];
  for (const [status, sign] of statuses) {
    it(`shows ${status.kind} as ${sign} after the project`, () => {
      assert.equal(
        statusBarText({ kind: 'known', host, status }, online).text,
        `Cekura: Acme Staging ${sign}`,
      );
    });
  }

  it('explains its symbols', () => {
    const { tooltip } = statusBarText(
      { kind: 'known', host, status: { kind: 'local-ahead', outgoing: 1 } },
      online,
    );
    assert.match(tooltip, /api\.cekura\.ai: 1 change to push\./);
  });

  it('shows "offline" with the last state', () => {
    const { text, tooltip } = statusBarText(
      { kind: 'known', host, status: { kind: 'in-sync' } },
      { offline: true, project: undefined },
    );
    assert.equal(text, 'Cekura $(check) $(debug-disconnect) offline');
    assert.match(tooltip, /In sync as of the last check\. Secrets are not compared\. Cekura was unreachable/);
  });

  for (const kind of ['unreadable', 'unlinked', 'never-synced'] as const) {
    it(`shows why the state is unknown: ${kind}`, () => {
      const { text, tooltip } = statusBarText({ kind, host }, online);
      assert.match(text, /^Cekura: Acme Staging \$\(/);
      assert.match(tooltip, /\.$/);
    });
  }
});
