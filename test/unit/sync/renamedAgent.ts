import { type JsonObject } from '#language/syntax/json';
import { describePushOutcome } from '#sync/messages/describe';
import type { PushOutcome } from '#sync/outcomes';
import { SyncFixture } from '#support/sync/syncFixture';

export const agent: JsonObject = { id: 12, agent_name: 'Front Desk', description: 'Answers.', inbound: true };

export const replaces = { put: 'keep', nested: 'replace', clearText: false } as const;

export const clears = { put: 'clear', nested: 'replace', clearText: false } as const;

export type Options = ConstructorParameters<typeof SyncFixture>[0];

/** A file and its agent, renamed in the file after a sync. */
export async function createRenamed(
  options: Omit<Options, 'file'> & { readonly file?: JsonObject },
): Promise<SyncFixture> {
  const fixture = await SyncFixture.synced({ file: agent, ...options });
  rename(fixture, 'Reception');
  return fixture;
}

export function rename(fixture: SyncFixture, name: string): void {
  fixture.edit((file) => ({ ...file, agent_name: name }));
}

export function lostSecretsOf(outcome: PushOutcome): readonly string[] {
  return outcome.kind === 'verification-failed' ? outcome.discrepancy.lostSecrets : [];
}

export function textOf(outcome: PushOutcome): string {
  return describePushOutcome(outcome, () => 'failed').text;
}
