import type { PromptReference } from '#language/promptFiles/expand';
import type { PromptFileError } from '#language/promptFiles/promptText';
import type { TextEdit } from '#language/syntax/edit';
import type { Json, JsonObject } from '#language/syntax/json';
import type { SecretReference } from '#language/secrets/secrets';
import type { Blocked, PushPlan, PullPlan } from './model';

/** Whether the user has canceled; an AbortSignal is one. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Why a request failed. Never contains an API key, a header or a request body. */
export type ApiFailure =
  | { readonly kind: 'unauthorized' }
  /** `write`: the request would have changed something, which a read-only key may not. */
  | { readonly kind: 'forbidden'; readonly write?: boolean }
  | { readonly kind: 'notFound' }
  /** 400 and 422: the response body (JSON, or text if it is not JSON). */
  | { readonly kind: 'rejected'; readonly body: Json }
  /** `retryAfter`: milliseconds from now; undefined if the server did not send it. */
  | { readonly kind: 'rateLimited'; readonly retryAfter: number | undefined }
  | { readonly kind: 'serverError'; readonly status: number }
  /** No connection was made, so nothing was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** No complete response: timeout or broken connection. `sent`: the request may have arrived. */
  | { readonly kind: 'timedOut'; readonly sent: boolean }
  | { readonly kind: 'redirected'; readonly status: number }
  /** The response is not an agent: HTML, an incomplete body, another ID. `sent`: a write may have been applied. */
  | { readonly kind: 'unexpected'; readonly reason: string; readonly sent: boolean }
  | { readonly kind: 'canceled'; readonly sent: boolean };

export type ApiResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ApiFailure };

export interface AgentFilter {
  readonly project?: string;
  /** Part of the name. */
  readonly search?: string;
  /** All properties of each agent, instead of the ten of the short list. */
  readonly full?: boolean;
}

/** One page of a list; `next` is passed to the next call, undefined after the last one. */
export interface AgentPage {
  readonly agents: readonly JsonObject[];
  readonly next: string | undefined;
}

/**
 * The agents of one origin. Never throws and never rejects; numbers keep their digits. Reads may be retried; a write is sent once.
 */
export interface RemoteAgents {
  /** Scheme, host and port, as in `https://api.cekura.ai`. */
  readonly origin: string;
  get(id: string, cancellation?: Cancellation): Promise<ApiResult<JsonObject>>;
  put(id: string, body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>>;
  patch(id: string, body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>>;
  create(body: JsonObject, cancellation?: Cancellation): Promise<ApiResult<JsonObject>>;
  list(
    filter: AgentFilter,
    next: string | undefined,
    cancellation?: Cancellation,
  ): Promise<ApiResult<AgentPage>>;
}

/** An agent file with its prompts in the text. Edits contain the text that they were computed for, and fail if it has changed. */
export interface AgentFile {
  /** The name in messages. */
  readonly name: string;
  read(): Promise<string>;
  /**
   * Applies the edits as one undo step and saves. `references`: the properties that were in prompt files before an edit that is undone, and
   * are in these files again afterwards.
   */
  edit(
    edits: readonly TextEdit[],
    baseText: string,
    references?: readonly PromptReference[],
  ): Promise<EditResult>;
  /** Why the edits can't be applied, before the user is asked about them; undefined if they can, or if the text has changed. */
  checkEdit?(edits: readonly TextEdit[], baseText: string): Promise<Blocked | undefined>;
  /** The properties that are in prompt files. */
  promptReferences?(): Promise<readonly PromptReference[]>;
  /** Why a reference to a prompt file can't be replaced with the prompt; undefined if the file can be read. */
  promptError?(file: string): Promise<PromptFileError | undefined>;
}

/**
 * The result of an edit. `stale`: the text has changed since the edit was computed; `canceled`: the user did not want to change a prompt
 * that other agents use as well; blocked: a prompt file can't contain the new prompt. All but `done` change nothing.
 */
export type EditResult = 'done' | 'stale' | 'canceled' | Blocked;

export interface AgentLink {
  readonly origin: string;
  /** Digits of the agent's `id`. */
  readonly id: string;
}

/**
 * The file and the agent as of the last sync, without secrets. Both are stored because a file may omit properties, which must not be
 * mistaken for deleted ones.
 * Stored outside the repository; numbers may be LosslessNumber, so write it with `toJsonText` and read it losslessly.
 */
export interface Baseline {
  readonly file: JsonObject;
  readonly remote: JsonObject;
  /** Both sides before the last push, for a rollback; undefined if there is nothing to roll back. */
  readonly beforePush?:
    | {
        readonly file: JsonObject;
        readonly remote: JsonObject;
        /** Pointers of secrets that the push set. A rollback keeps them. */
        readonly setSecrets?: readonly string[] | undefined;
      }
    | undefined;
  /**
   * URI of the file: a baseline is not valid for another file with the same ID, such as a copy or a second checkout.
   * Undefined if unknown.
   */
  readonly syncedFile?: string | undefined;
  /** Properties whose remote value is known to differ from `remote`, most of them in conflict. */
  readonly conflicts?: readonly RecordedConflict[] | undefined;
}

/** A property that changed on Cekura since the last sync, until both sides have the same value. */
export interface RecordedConflict {
  /** JSON pointer of the property. */
  readonly pointer: string;
  /** The remote value, without secrets and credentials; undefined if the property was removed. */
  readonly remote: Json | undefined;
  /** The user resolved the conflict with the local value. Valid as long as the remote value is `remote`. */
  readonly keepLocal: boolean;
}

export interface Baselines {
  /** Undefined if the agent was never synced on this machine, or the baseline can't be parsed. */
  get(link: AgentLink): Promise<Baseline | undefined>;
  /**
   * Does not throw, because the sync has already happened: returns false, after an error message, if it could not be saved. The
   * previous baseline is kept, and the next sync compares with it.
   */
  put(link: AgentLink, baseline: Baseline): Promise<boolean>;
}

/** A secret property with a reference. */
export interface SecretUse {
  readonly link: AgentLink;
  /** JSON pointer of the secret property. */
  readonly pointer: string;
  readonly reference: SecretReference;
}

export type Resolved =
  | { readonly kind: 'value'; readonly value: string }
  /** No such variable or stored secret, or it is empty. */
  | { readonly kind: 'missing' }
  /** The folder is not trusted, or the user did not approve the reference for this property. */
  | { readonly kind: 'unapproved' };

export interface Secrets {
  /** Resolves a reference; asks once per property and reference. */
  resolve(use: SecretUse): Promise<Resolved>;
  /** A value that the user stored for this property with Set Secret, without a reference in the file. */
  stored(link: AgentLink, pointer: string): Promise<string | undefined>;
  /**
   * Whether this was the last value sent for this property, so that an unchanged secret is not sent again, but a rotated one is.
   * `value` is JSON text, `null` if cleared. What is needed for that must be kept in secret storage only.
   */
  isLastSent(link: AgentLink, pointer: string, value: string): Promise<boolean>;
  recordSent(link: AgentLink, pointer: string, value: string): Promise<void>;
  /** When each secret of the agent was last sent from this machine, except for cleared ones. */
  lastSent(link: AgentLink): Promise<LastSent>;
  /** Deletes the value stored for this property, because it was cleared on the agent. */
  forget(link: AgentLink, pointer: string): Promise<void>;
}

/** By JSON pointer: when a value was last sent to a secret. */
export type LastSent = ReadonlyMap<string, Date>;

/** Whether the server keeps secrets that a PUT omits. */
export type Retention = 'unknown' | 'kept' | 'lost';

/** What is known about one origin. Servers store these three kinds differently, so they are recorded separately. */
export interface SecretRetention {
  /** Top-level secrets with a flag or a mask in responses. */
  readonly topLevel: Retention;
  /** Secrets inside an object. */
  readonly nested: Retention;
  /** Top-level properties that are never in responses. */
  readonly writeOnly: Retention;
}

export interface RetentionStore {
  get(origin: string): Promise<SecretRetention>;
  put(origin: string, retention: SecretRetention): Promise<void>;
}

/** The answer to the question before a push. */
export type PushAnswer =
  | { readonly kind: 'push' }
  /** Send only changes, by PATCH; offered while secrets are not known to be retained. */
  | { readonly kind: 'patch' }
  /** Values for secrets that would otherwise have to be retained, by JSON pointer. */
  | { readonly kind: 'secrets'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'cancel' };

/** Asks the user. Not called for plans of risk none or low. Closing the question cancels. */
export interface Confirm {
  /**
   * By `plan.risk`: some = diff editor with Push and Cancel, high = modal. Where `plan.atRisk` isn't empty: offers patch, and secrets to
   * enter.
   */
  push(plan: PushPlan): Promise<PushAnswer>;
  /** For a pull without a baseline, or one that removes properties from the file: shows the diff first. */
  pull(plan: PullPlan): Promise<boolean>;
}

/** Log messages; never values of secrets or request bodies. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

/** The dependencies of push and pull. */
export interface SyncPorts {
  readonly agents: RemoteAgents;
  readonly file: AgentFile;
  readonly baselines: Baselines;
  readonly secrets: Secrets;
  readonly retention: RetentionStore;
  readonly confirm: Confirm;
  readonly log: Log;
}
