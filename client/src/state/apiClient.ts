import * as vscode from 'vscode';
import { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import type { RetryPolicy } from '#api/retry';
import type { KeySlot } from '#sync/projects/keys';
import { UserError } from '../ui/userError';
import type { Credentials } from './credentials';
import { readApiAddress } from './settings';

/** API clients for the URL in the settings. */
export class ApiClientProvider implements vscode.Disposable {
  private readonly connectivity = new vscode.EventEmitter<void>();
  /** Fires when the API becomes reachable or unreachable, based on other requests. */
  readonly onDidChangeConnectivity = this.connectivity.event;
  private offlineBase: string | undefined;

  constructor(
    private readonly credentials: Credentials,
    private readonly retry: RetryPolicy,
  ) {}

  /** Throws a UserError if the URL in the setting is invalid. */
  get address(): ApiAddress {
    const read = readApiAddress();
    if (!read.ok) throw new UserError(read.reason, ['open-settings']);
    return read.address;
  }

  /** The URL; undefined if the setting is invalid. */
  get usableAddress(): ApiAddress | undefined {
    const read = readApiAddress();
    return read.ok ? read.address : undefined;
  }

  /** Whether the last request to the URL in the settings failed to connect. */
  get offline(): boolean {
    return this.offlineBase !== undefined && this.offlineBase === this.usableAddress?.base;
  }

  /** A client with a stored key. */
  clientFor(address: ApiAddress, slot: KeySlot): AgentApi {
    return this.clientWithKey(address, () => this.credentials.key(address.origin, slot));
  }

  /** A client for verifying a key before it is stored. */
  clientWithKey(address: ApiAddress, key: () => Promise<string | undefined>): AgentApi {
    return new AgentApi({
      address,
      // Looked up at each call, because VS Code replaces the global fetch with one that supports proxies and certificates.
      fetch: (url, init) => fetch(url, init),
      key,
      retry: this.retry,
      onConnectivity: (isReachable: boolean) => this.setConnectivity(address.base, isReachable),
    });
  }

  dispose(): void {
    this.connectivity.dispose();
  }

  private setConnectivity(base: string, isReachable: boolean): void {
    const offlineBase = isReachable ? undefined : base;
    if (offlineBase === this.offlineBase) return;
    this.offlineBase = offlineBase;
    this.connectivity.fire();
  }
}
