import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatPointer } from '#language/secrets/redact';
import { type SecretReference, referenceText } from '#language/secrets/secrets';
import type { AgentLink, LastSent, Resolved, Secrets, SecretUse } from '#sync/ports';
import { environmentVariable } from './environment';

/** Secrets of agents, in secret storage or in environment variables that the user has approved. */
export class StoredSecrets implements Secrets {
  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly memento: vscode.Memento,
    /** Approvals are stored per workspace, so that they are not valid in another repository. */
    private readonly workspaceMemento: vscode.Memento,
  ) {}

  async resolve(use: SecretUse): Promise<Resolved> {
    if (!vscode.workspace.isTrusted) return { kind: 'unapproved' };
    const value = await this.lookUp(use);
    if (value === undefined || value === '') return { kind: 'missing' };
    return (await this.isApproved(use)) ? { kind: 'value', value } : { kind: 'unapproved' };
  }

  async stored(link: AgentLink, pointer: string): Promise<string | undefined> {
    return this.storage.get(propertyKey(link, pointer));
  }

  async isLastSent(link: AgentLink, pointer: string, value: string): Promise<boolean> {
    return (await this.storage.get(sentKey(link, pointer))) === sha256Of(value);
  }

  async recordSent(link: AgentLink, pointer: string, value: string): Promise<void> {
    await this.storage.store(sentKey(link, pointer), sha256Of(value));
    const dates = new Map(Object.entries(this.sentDates(link)));
    if (value === 'null') dates.delete(pointer);
    else dates.set(pointer, Date.now());
    await this.memento.update(datesKey(link), Object.fromEntries(dates));
  }

  lastSent(link: AgentLink): Promise<LastSent> {
    const dates = Object.entries(this.sentDates(link));
    return Promise.resolve(new Map(dates.map(([pointer, time]) => [pointer, new Date(time)])));
  }

  async forget(link: AgentLink, pointer: string): Promise<void> {
    await this.storage.delete(propertyKey(link, pointer));
  }

  /** Stores the value of one property of one agent, for files without a reference. It is marked as not sent yet. */
  async storeFor(link: AgentLink, pointer: string, value: string): Promise<void> {
    await this.storage.delete(sentKey(link, pointer));
    await this.storage.store(propertyKey(link, pointer), value);
  }

  /** Stores the value of `${secret:NAME}` for this origin. */
  async storeNamed(origin: string, name: string, value: string): Promise<void> {
    await this.storage.store(secretKey(origin, name), value);
    await this.memento.update(namesKey(origin), [...new Set([...this.names(origin), name])].sort());
  }

  /** The names of stored secrets that `${secret:NAME}` can refer to; never their values. */
  names(origin: string): readonly string[] {
    return this.memento.get<string[]>(namesKey(origin), []);
  }

  /** Records that the user approved this reference for this property, so that pushes from this folder don't ask again. */
  async approve(origin: string, pointer: string, reference: SecretReference): Promise<void> {
    await this.workspaceMemento.update(approvalKey(origin, pointer, reference), true);
  }

  /** JSON pointer → time in ms when a secret was last sent, without its value. */
  private sentDates(link: AgentLink): Readonly<Record<string, number>> {
    return this.memento.get<Record<string, number>>(datesKey(link), {});
  }

  private async lookUp({ link, reference }: SecretUse): Promise<string | undefined> {
    if (reference.source === 'env') return environmentVariable(process.env, reference.name);
    return this.storage.get(secretKey(link.origin, reference.name));
  }

  private async isApproved({ link: { origin }, pointer, reference }: SecretUse): Promise<boolean> {
    if (this.workspaceMemento.get(approvalKey(origin, pointer, reference)) === true) return true;
    // Enter activates the first button, which doesn't approve anything.
    const show = { title: l10n.t('Show in File') };
    const allow = { title: l10n.t('Allow') };
    const answer = await vscode.window.showWarningMessage(
      questionAbout(reference, formatPointer(pointer)),
      {
        modal: true,
        detail: l10n.t`This file requests it, and it will be sent to ${origin}. Only allow it if you trust the file. You won't be asked again for this property and name.`,
      },
      show,
      allow,
    );
    if (answer !== allow) return false;
    await this.approve(origin, pointer, reference);
    return true;
  }
}

function questionAbout({ source, name }: SecretReference, property: string): string {
  return source === 'env'
    ? l10n.t`Send the environment variable ${name} as ${property}?`
    : l10n.t`Send the stored secret ${name} as ${property}?`;
}

function propertyKey({ origin, id }: AgentLink, pointer: string): string {
  return `secretOf ${origin} ${id} ${pointer}`;
}

function sentKey({ origin, id }: AgentLink, pointer: string): string {
  return `sent ${origin} ${id} ${pointer}`;
}

function datesKey({ origin, id }: AgentLink): string {
  return `lastSent ${origin} ${id}`;
}

/** A digest is enough to recognize a value that was sent before, without storing the value twice. */
function sha256Of(value: string): string {
  return createHash('sha256').update(value).digest('base64');
}

function secretKey(origin: string, name: string): string {
  return `secret ${origin} ${name}`;
}

function namesKey(origin: string): string {
  return `secretNames ${origin}`;
}

function approvalKey(origin: string, pointer: string, reference: SecretReference): string {
  return `approved ${origin} ${pointer} ${referenceText(reference)}`;
}
