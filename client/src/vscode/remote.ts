import { AgentApi } from '../api/agentApi';
import type { ApiAddress } from '../api/baseUrl';
import { Refusal } from './refusal';
import type { Credentials } from './credentials';
import { apiAddress } from './settings';

/** The API at the address that is set right now. */
export class Remote {
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
    return new AgentApi({ address: this.address, fetch: (url, init) => fetch(url, init), key });
  }
}
