import * as l10n from '@vscode/l10n';
import { type JsonObject, toJsonText } from '#language/syntax/json';
import type { AgentFilter, AgentPage, Answer, ApiFailure, Cancellation, RemoteAgents } from '#sync/ports';
import type { Project } from '#sync/projects/keys';
import { type Checked, agentFrom, pageFrom } from './answers';
import { type ApiAddress, urlOnSameHost } from './baseUrl';
import { failureOf } from './failures';
import { projectsFrom } from './projects';
import { Gate } from './gate';
import { type Fetch, type HttpRequest, type Limits, exchange } from './http';
import { type Patience, askPatiently } from './retry';

const agentsPath = '/test_framework/v1/aiagents/';
const projectsPath = '/user/v1/projects/';
const pageSize = 100;
const mostAtATime = 4;
const usualLimits: Limits = { timeout: 30_000, mostBytes: 32 * 1024 * 1024 };
const usualPatience: Patience = { retries: 3, pause: 400, atMost: 30_000 };

export interface AgentApiOptions {
  readonly address: ApiAddress;
  readonly fetch: Fetch;
  /** The API key; undefined while none is set. Asked before each request, so that a new key counts at once. */
  key(): Promise<string | undefined>;
  /** Told after each request whether anybody answered it. */
  noteReach?(reached: boolean): void;
  readonly limits?: Limits;
  readonly patience?: Patience;
}

interface Call<T> {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly body?: JsonObject;
  read(text: string): Checked<T>;
}

/** Cekura's agents over HTTP, v1. The key goes to `address` and nowhere else. */
export class AgentApi implements RemoteAgents {
  readonly origin: string;
  private readonly gate = new Gate(mostAtATime);

  constructor(private readonly options: AgentApiOptions) {
    this.origin = options.address.origin;
  }

  get(id: string, cancellation?: Cancellation): Promise<Answer<JsonObject>> {
    return this.read(this.onAgent('GET', id), cancellation);
  }

  put(id: string, body: JsonObject, cancellation?: Cancellation): Promise<Answer<JsonObject>> {
    return this.send({ ...this.onAgent('PUT', id), body }, cancellation);
  }

  patch(id: string, body: JsonObject, cancellation?: Cancellation): Promise<Answer<JsonObject>> {
    return this.send({ ...this.onAgent('PATCH', id), body }, cancellation);
  }

  create(body: JsonObject, cancellation?: Cancellation): Promise<Answer<JsonObject>> {
    return this.send({ method: 'POST', url: this.urlOf(''), body, read: newAgent }, cancellation);
  }

  /** The short form of each agent: id, name, project, number, direction, language, times. */
  async list(
    filter: AgentFilter,
    next: string | undefined,
    cancellation?: Cancellation,
  ): Promise<Answer<AgentPage>> {
    const { address } = this.options;
    const url = next === undefined ? this.urlOf(firstPage(filter)) : urlOnSameHost(next, address);
    if (url === undefined) return elsewhere();
    const answer = await this.read({ method: 'GET', url, read: pageFrom }, cancellation);
    if (!answer.ok || answer.value.next === undefined) return answer;
    return urlOnSameHost(answer.value.next, address) === undefined ? elsewhere() : answer;
  }

  /** The projects that the key can access. */
  projects(cancellation?: Cancellation): Promise<Answer<readonly Project[]>> {
    const url = this.options.address.base + projectsPath;
    return this.read({ method: 'GET', url, read: projectsFrom }, cancellation);
  }

  private onAgent(method: HttpRequest['method'], id: string): Call<JsonObject> {
    const url = this.urlOf(`${encodeURIComponent(id)}/`);
    return { method, url, read: (text) => agentFrom(text, id) };
  }

  private urlOf(path: string): string {
    return this.options.address.base + agentsPath + path;
  }

  private read<T>(call: Call<T>, cancellation: Cancellation | undefined): Promise<Answer<T>> {
    const { patience = usualPatience } = this.options;
    return askPatiently(() => this.send(call, cancellation), patience, cancellation);
  }

  /** One request, one answer. */
  private async send<T>(call: Call<T>, cancellation: Cancellation | undefined): Promise<Answer<T>> {
    const { fetch, limits = usualLimits } = this.options;
    const key = await this.options.key();
    if (key === undefined) return failed({ kind: 'unauthorized' });
    const request = requestOf(call, key);
    const answer = await this.gate.pass(() => exchange(fetch, request, limits, cancellation), cancellation);
    if (!answer) return failed({ kind: 'cancelled', sent: false });
    this.tellReach(answer);
    if (!answer.ok) return answer;
    const failure = failureOf(answer.value, Date.now());
    if (failure)
      return failed(
        failure.kind === 'forbidden' && call.method !== 'GET' ? { ...failure, write: true } : failure,
      );
    const checked = call.read(answer.value.text);
    return checked.ok ? checked : failed({ kind: 'unexpected', reason: checked.reason, sent: true });
  }

  /** Any answer tells that somebody is there, a refusal too; a call that was cancelled tells nothing. */
  private tellReach(answer: Answer<unknown>): void {
    const reached =
      answer.ok || (answer.failure.kind !== 'unreachable' && answer.failure.kind !== 'timedOut');
    if (answer.ok || answer.failure.kind !== 'cancelled') this.options.noteReach?.(reached);
  }
}

function elsewhere(): Answer<never> {
  return failed({ kind: 'unexpected', reason: l10n.t('next page on another host'), sent: false });
}

function failed(failure: ApiFailure): Answer<never> {
  return { ok: false, failure };
}

function newAgent(text: string): Checked<JsonObject> {
  return agentFrom(text, undefined);
}

function firstPage({ project, search }: AgentFilter): string {
  const query = new URLSearchParams({ page_size: String(pageSize) });
  if (project !== undefined) query.set('project_id', project);
  if (search !== undefined) query.set('q', search);
  return `short_list/?${query.toString()}`;
}

function requestOf<T>({ method, url, body }: Call<T>, key: string): HttpRequest {
  const headers = { accept: 'application/json', 'x-cekura-api-key': key };
  if (!body) return { method, url, headers };
  return { method, url, headers: { ...headers, 'content-type': 'application/json' }, body: toJsonText(body) };
}
