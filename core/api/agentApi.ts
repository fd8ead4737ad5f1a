import * as l10n from '@vscode/l10n';
import { type JsonObject, toJsonText } from '#language/syntax/json';
import type { AgentFilter, AgentPage, ApiResult, Cancellation, RemoteAgents } from '#sync/ports';
import type { Project } from '#sync/projects/keys';
import { type Parsed, parseAgentResponse, parsePage } from './responses';
import { type ApiAddress, urlOnSameHost } from './baseUrl';
import { failureOf } from './failures';
import { parseProjects } from './projects';
import { type Fetch, type HttpRequest, type Limits, failureResult, sendRequest } from './http';
import { defaultRetryPolicy, type RetryPolicy, withRetry } from './retry';

const agentsPath = '/test_framework/v1/aiagents/';
const projectsPath = '/user/v1/projects/';
const pageSize = 100;
const defaultLimits: Limits = { timeoutMs: 30_000, maxBytes: 32 * 1024 * 1024 };

export interface AgentApiOptions {
  readonly address: ApiAddress;
  readonly fetch: Fetch;
  /** Returns the API key, or undefined when none is set. Called once, before the first request. */
  key(): Promise<string | undefined>;
  /** Called after each request with whether the server responded. */
  onConnectivity?(isReachable: boolean): void;
  readonly limits?: Limits;
  readonly retry?: RetryPolicy;
}

interface Call<T> {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly body?: JsonObject;
  read(text: string): Parsed<T>;
}

/** Cekura's v1 agents over HTTP. The API key is only sent to `address`. All requests of a client use the same key. */
export class AgentApi implements RemoteAgents {
  readonly origin: string;
  /** The server's ID of the last write, for support requests; undefined if the server sent none. */
  lastWriteId: string | undefined;
  private key: Promise<string | undefined> | undefined;

  constructor(private readonly options: AgentApiOptions) {
    this.origin = options.address.origin;
  }

  get(id: string, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.read(this.onAgent('GET', id), cancellation);
  }

  put(id: string, body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.send({ ...this.onAgent('PUT', id), body }, cancellation);
  }

  patch(id: string, body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    return this.send({ ...this.onAgent('PATCH', id), body }, cancellation);
  }

  create(body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>> {
    const read = (text: string) => parseAgentResponse(text, undefined);
    return this.send({ method: 'POST', url: this.urlOf(''), body, read }, cancellation);
  }

  /** Lists agents with all properties, or in their short form: id, name, project, number, direction, language and timestamps. */
  async list(
    filter: AgentFilter,
    next: string | undefined,
    cancellation?: Cancellation,
  ): Promise<ApiResult<AgentPage>> {
    const { address } = this.options;
    const url = next === undefined ? this.urlOf(firstPage(filter)) : urlOnSameHost(next, address);
    if (url === undefined) return nextPageOnAnotherHost();
    const response = await this.read({ method: 'GET', url, read: parsePage }, cancellation);
    if (!response.ok || response.value.next === undefined) return response;
    return urlOnSameHost(response.value.next, address) === undefined ? nextPageOnAnotherHost() : response;
  }

  /** The projects that the key can access. */
  projects(cancellation?: Cancellation): Promise<ApiResult<readonly Project[]>> {
    const url = this.options.address.base + projectsPath;
    return this.read({ method: 'GET', url, read: parseProjects }, cancellation);
  }

  private onAgent(method: HttpRequest['method'], id: string): Call<JsonObject> {
    const url = this.urlOf(`${encodeURIComponent(id)}/`);
    return { method, url, read: (text) => parseAgentResponse(text, id) };
  }

  private urlOf(path: string): string {
    return this.options.address.base + agentsPath + path;
  }

  private read<T>(call: Call<T>, cancellation: Cancellation | undefined): Promise<ApiResult<T>> {
    const { retry = defaultRetryPolicy } = this.options;
    return withRetry(() => this.send(call, cancellation), retry, cancellation);
  }

  /** Sends one request, once. */
  private async send<T>(call: Call<T>, cancellation: Cancellation | undefined): Promise<ApiResult<T>> {
    const { fetch, limits = defaultLimits } = this.options;
    this.key ??= this.options.key();
    const key = await this.key;
    if (key === undefined) return failureResult({ kind: 'unauthorized' });
    const request = requestOf(call, key);
    const response = await sendRequest(fetch, request, limits, cancellation);
    this.reportConnectivity(response);
    if (!response.ok) return response;
    if (call.method !== 'GET') this.lastWriteId = requestIdIn(response.value.requestId);
    const failure = failureOf(response.value, Date.now());
    if (failure)
      return failureResult(
        failure.kind === 'forbidden' && call.method !== 'GET' ? { ...failure, write: true } : failure,
      );
    const checked = call.read(response.value.text);
    return checked.ok ? checked : failureResult({ kind: 'unexpected', reason: checked.reason, sent: true });
  }

  /** Any response means that the server is reachable, including errors. A canceled request is ignored. */
  private reportConnectivity(response: ApiResult<unknown>): void {
    const isReachable =
      response.ok || (response.failure.kind !== 'unreachable' && response.failure.kind !== 'timedOut');
    if (response.ok || response.failure.kind !== 'canceled') this.options.onConnectivity?.(isReachable);
  }
}

function nextPageOnAnotherHost(): ApiResult<never> {
  return failureResult({ kind: 'unexpected', reason: l10n.t('next page on another host'), sent: false });
}

/** Other values of this header are not IDs and are not shown. */
function requestIdIn(header: string | null): string | undefined {
  return header !== null && /^[\w.:-]{1,100}$/.test(header) ? header : undefined;
}

function firstPage({ project, search, full }: AgentFilter): string {
  const query = new URLSearchParams({ page_size: String(pageSize) });
  if (project !== undefined) query.set('project_id', project);
  if (search !== undefined) query.set('q', search);
  return `${full ? '' : 'short_list/'}?${query.toString()}`;
}

function requestOf<T>({ method, url, body }: Call<T>, key: string): HttpRequest {
  const headers = { accept: 'application/json', 'x-cekura-api-key': key };
  if (!body) return { method, url, headers };
  return { method, url, headers: { ...headers, 'content-type': 'application/json' }, body: toJsonText(body) };
}
