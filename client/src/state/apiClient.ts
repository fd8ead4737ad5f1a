import * as vscode from 'vscode';
import { AgentApi } from '#api/agentApi';
import type { ApiAddress } from '#api/baseUrl';
import { Refusal } from '../ui/userError';
import type { Credentials } from './credentials';
import { apiAddress } from './settings';

/** The API at the address that is set right now. */
export class Remote implements vscode.Disposable {
  private readonly reach = new vscode.EventEmitter<void>();
  /** Fires when the API was reached again, or no more. Nothing is asked to find that out. */
  readonly onDidChangeReach = this.reach.event;
  private unreached: string | undefined;
  private known: { readonly base: string; readonly api: AgentApi } | undefined;

  constructor(private readonly credentials: Credentials) {}

  /** Throws a Refusal when the setting holds no usable address. */
  get address(): ApiAddress {
    const read = apiAddress();
    if (!read.ok) throw new Refusal(read.why, ['open-settings']);
    return read.address;
  }

  /** The address, or undefined where the setting holds none that can be used. */
  get addressIfUsable(): ApiAddress | undefined {
    const read = apiAddress();
    return read.ok ? read.address : undefined;
  }

  /** Whether the last request to the address that is set reached nobody. */
  get offline(): boolean {
    return this.unreached !== undefined && this.unreached === this.addressIfUsable?.base;
  }

  /** One client per address, so that its limits hold across commands. */
  get api(): AgentApi {
    const { address } = this;
    if (this.known?.base !== address.base) {
      this.known = { base: address.base, api: this.apiWith(() => this.credentials.key(address.origin)) };
    }
    return this.known.api;
  }

  /** A client with a key of its own, for trying a key before it is stored. */
  apiWith(key: () => Promise<string | undefined>): AgentApi {
    // Looked up at each call: VS Code replaces the global fetch by one that knows proxy and certificates.
    const { address } = this;
    const noteReach = (reached: boolean) => this.note(address.base, reached);
    return new AgentApi({ address, fetch: (url, init) => fetch(url, init), key, noteReach });
  }

  dispose(): void {
    this.reach.dispose();
  }

  private note(base: string, reached: boolean): void {
    const unreached = reached ? undefined : base;
    if (unreached === this.unreached) return;
    this.unreached = unreached;
    this.reach.fire();
  }
}
