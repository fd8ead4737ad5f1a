import * as vscode from 'vscode';
import { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import { defaultRetryPolicy } from '#api/retry';
import { type KeySlot, slotId } from '#sync/projects/keys';
import { UserError } from '../ui/userError';
import type { Credentials } from './credentials';
import { apiAddress } from './settings';

/** The API at the address in the settings. */
export class ApiClientProvider implements vscode.Disposable {
  private readonly connectivity = new vscode.EventEmitter<void>();
  /** Fires when the API is reachable again, or no longer. No request is made to find that out. */
  readonly onDidChangeConnectivity = this.connectivity.event;
  private offlineBase: string | undefined;
  private readonly clients = new Map<string, AgentApi>();

  constructor(
    private readonly credentials: Credentials,
    private readonly retry = defaultRetryPolicy,
  ) {}

  /** Throws a UserError when the setting has no usable address. */
  get address(): ApiAddress {
    const read = apiAddress();
    if (!read.ok) throw new UserError(read.why, ['open-settings']);
    return read.address;
  }

  /** The address, or undefined where the setting has none that can be used. */
  get usableAddress(): ApiAddress | undefined {
    const read = apiAddress();
    return read.ok ? read.address : undefined;
  }

  /** Whether the last request to the address in the settings failed to connect. */
  get offline(): boolean {
    return this.offlineBase !== undefined && this.offlineBase === this.usableAddress?.base;
  }

  /** One client per address and key, so that its limits hold across commands. */
  clientFor(slot: KeySlot): AgentApi {
    const { base, origin } = this.address;
    const name = `${base} ${slotId(slot)}`;
    const client = this.clients.get(name) ?? this.clientWithKey(() => this.credentials.key(origin, slot));
    this.clients.set(name, client);
    return client;
  }

  /** A client with its own key, to try a key before it is stored. */
  clientWithKey(key: () => Promise<string | undefined>): AgentApi {
    const { address } = this;
    return new AgentApi({
      address,
      // Looked up at each call: VS Code replaces the global fetch by one that knows proxies and certificates.
      fetch: (url, init) => fetch(url, init),
      key,
      retry: this.retry,
      onConnectivity: (reached: boolean) => this.setConnectivity(address.base, reached),
    });
  }

  dispose(): void {
    this.connectivity.dispose();
  }

  private setConnectivity(base: string, reached: boolean): void {
    const offlineBase = reached ? undefined : base;
    if (offlineBase === this.offlineBase) return;
    this.offlineBase = offlineBase;
    this.connectivity.fire();
  }
}
